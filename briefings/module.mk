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
	briefings/rok-nato-2023/sources.csv \
	briefings/rok-nato-2025/briefing.csv \
	briefings/rok-nato-2025/conflicts.csv \
	briefings/rok-nato-2025/events.csv \
	briefings/rok-nato-2025/fields.csv \
	briefings/rok-nato-2025/judgements.csv \
	briefings/rok-nato-2025/lines.csv \
	briefings/rok-nato-2025/people.csv \
	briefings/rok-nato-2025/quotes.csv \
	briefings/rok-nato-2025/sources.csv
