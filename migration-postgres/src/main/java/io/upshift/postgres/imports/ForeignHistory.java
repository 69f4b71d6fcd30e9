package io.upshift.postgres.imports;

import io.upshift.Adopted;
import java.util.List;

/**
 * What another tool's history says.
 *
 * @param applied what it has applied and not taken back, in its order
 * @param problems why it can't be gone on from, a line each; empty when it can
 * @param unchecked how many of the applied ones could not be compared with a file
 */
record ForeignHistory(List<Adopted> applied, List<String> problems, int unchecked) {}
