package io.upshift.testkit.data;

import java.util.List;

/** Columns of a table whose values stand in another one; all names are quoted where they have to be. */
record ForeignKey(List<String> columns, String parent, List<String> parentColumns) {}
