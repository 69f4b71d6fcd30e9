package io.upshift.postgres.lint;

import io.upshift.postgres.LockMode;

/**
 * What a statement does to a table that is there before it.
 *
 * @param lock held until the transaction ends
 * @param work what takes as long as the table is large
 */
record Effect(Name table, LockMode lock, Work work) {

    enum Work {
        NONE,
        /** Rows are changed, each under a lock of its own. */
        ROWS,
        /** Every row is read. */
        SCAN,
        /** Every row is read and an index is written. */
        BUILD,
        /** Every row is written anew, and every index with it. */
        REWRITE;

        /** Whether it keeps a table's lock for a time that grows with the table. */
        boolean isLong() {
            return this != NONE;
        }
    }

    static Effect of(Name table, LockMode lock) {
        return new Effect(table, lock, Work.NONE);
    }

    /** Whether it stops somebody for as long as the table is large. */
    boolean isBlockingWork() {
        return lock.blocksWrites() && work.isLong();
    }
}
