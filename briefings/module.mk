# The briefings that are installed.
nobase_dist_pkgdata_DATA = \
	briefings/rok-nato-2023/briefing.csv \
	briefings/rok-nato-2023/conflicts.csv \
	briefings/rok-nato-2023/events.csv \
	briefings/rok-nato-2023/fields.csv \
	briefings/rok-nato-2023/judgements.csv \
	briefings/rok-nato-2023/lines.csv \
	briefings/rok-nato-2023/people.csv \
	briefings/rok-nato-2023/quotes.csv \
	briefings/rok-nato-2023/sources.csv
