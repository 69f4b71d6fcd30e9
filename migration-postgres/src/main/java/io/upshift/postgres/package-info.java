/** The PostgreSQL target: sessions, history, lock and SQL files. */
@NullMarked
package io.upshift.postgres;

import org.jspecify.annotations.NullMarked;
