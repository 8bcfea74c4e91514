# tui: the interface. All but the terminal itself is in libtui.a, for tests to draw.
libtui_a_SOURCES += \
	src/tui/arrange.c \
	src/tui/asked.c \
	src/tui/asked.h \
	src/tui/command.c \
	src/tui/command.h \
	src/tui/commands.def \
	src/tui/completing.c \
	src/tui/completing.h \
	src/tui/detail.c \
	src/tui/detail.h \
	src/tui/draw-detail.c \
	src/tui/draw-hidden.c \
	src/tui/draw-pane.c \
	src/tui/draw-row.c \
	src/tui/draw-text.c \
	src/tui/draw.c \
	src/tui/draw.h \
	src/tui/face.c \
	src/tui/face.def \
	src/tui/face.h \
	src/tui/follow.c \
	src/tui/footer.c \
	src/tui/footer.h \
	src/tui/frame.c \
	src/tui/frame.h \
	src/tui/geometry.c \
	src/tui/geometry.h \
	src/tui/glyphs.c \
	src/tui/glyphs.h \
	src/tui/key.c \
	src/tui/key.h \
	src/tui/keymap.c \
	src/tui/keymap.h \
	src/tui/linked.c \
	src/tui/linked.h \
	src/tui/model.c \
	src/tui/model.h \
	src/tui/mouse.c \
	src/tui/mouse.h \
	src/tui/parts.c \
	src/tui/parts.h \
	src/tui/pin.c \
	src/tui/prompt.c \
	src/tui/prompt.h \
	src/tui/query-examples.def \
	src/tui/screen.h \
	src/tui/search-line.c \
	src/tui/settle.c \
	src/tui/shown.c \
	src/tui/shown.h \
	src/tui/tui.h \
	src/tui/undo.c \
	src/tui/update.c \
	src/tui/update.h \
	src/tui/view-browse.c \
	src/tui/view-help.c \
	src/tui/view.c \
	src/tui/view.h \
	src/tui/viewpoint.c \
	src/tui/viewpoint.h \
	src/tui/walk.c

# What knows curses, and what needs it.
briefbook_SOURCES += \
	src/tui/loop.c \
	src/tui/screen.c \
	src/tui/terminal-signals.c \
	src/tui/terminal-signals.h
