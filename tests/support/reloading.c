#include "support/reloading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "support/book.h"

const char twelve_events[] = EVENTS "a,A\nb,B\nc,C\nd,D\ne,E\nf,F\ng,G\nh,H\ni,I\nj,J\nk,K\nl,L\n";

void make_reloaded_book(void)
{
    assert_int_equal(mkdir("book", 0755), 0);
    make_bytes("book/events.csv", slice_of(twelve_events));
    make_bytes("book/quotes.csv", slice_of(QUOTES "q,Words of b,b,s\nr,Words of c,c,t\n"));
    make_bytes("book/sources.csv", slice_of("id,title\ns,S\nt,T\n"));
}

void open_session(struct session *session, const char *path)
{
    struct diag_list diags = {0};
    *session = (struct session){.now = 1000};
    assert_true(reload_open(&session->reload, path, &diags, NULL, NULL));
    assert_true(store_start(session->reload.shown.store, NULL, NULL));
    assert_true(store_wait(session->reload.shown.store));
    struct model_options options = {.store = session->reload.shown.store,
                                    .opening = &session->reload.shown.opening};
    session->interface.model = model_new(&options, NULL);
    assert_non_null(session->interface.model);
    interface_resize(&session->interface, 24, 80);
    diag_list_free(&diags);
}

void close_session(struct session *session)
{
    model_free(session->interface.model);
    frame_free(&session->interface.frame);
    reload_free(&session->reload);
}

void take_turn(struct session *session)
{
    enum { STEP_MS = 20 };
    if (session->reload.watch)
        reload_notice(&session->reload, session->now);
    reload_go_on(&session->reload, session->interface.model, session->now);
    session->now += STEP_MS;
}

static bool is_idle(const struct session *session)
{
    return !session->reload.due && !session->reload.next.store && !session->reload.retired.store;
}

void let_rest(struct session *session)
{
    enum { TURNS_MOST = 60000 };
    int turns = 0;
    do {
        take_turn(session);
        usleep(500);
    } while (!is_idle(session) && ++turns < TURNS_MOST);
    assert_true(is_idle(session));
    interface_wait(session->interface.model);
}

const char *message_of(const struct session *session)
{
    return buffer_string(&session->interface.model->message);
}

void assert_says(const struct session *session, const char *text)
{
    if (!strstr(message_of(session), text))
        print_message("# it says: %s\n", message_of(session));
    assert_non_null(strstr(message_of(session), text));
}

void press(struct session *session, const char *names)
{
    struct slice rest = slice_of(names);
    struct slice name;
    while (slice_next(&rest, ' ', &name)) {
        char text[32];
        snprintf(text, sizeof text, "%.*s", (int)name.length, name.data);
        assert_true(interface_press(&session->interface, text));
    }
}

void assert_on(const struct session *session, const char *id)
{
    struct record record;
    struct buffer found = {0};
    const struct model *model = session->interface.model;
    assert_true(model_record(model, &record));
    assert_true(record_append_id(model->options.store, record, &found));
    assert_string_equal(buffer_string(&found), id);
    buffer_free(&found);
}

void run_command(struct session *session, const char *command)
{
    press(session, ":");
    interface_type(&session->interface, command);
    press(session, "enter");
}

void assert_shows(struct session *session, const char *text, bool expected)
{
    struct buffer picture = {0};
    assert_true(interface_append_picture(&session->interface, &picture));
    bool found = strstr(buffer_string(&picture), text) != NULL;
    if (found != expected)
        print_message("# it shows:\n%s\n", buffer_string(&picture));
    assert_int_equal(found, expected);
    buffer_free(&picture);
}
