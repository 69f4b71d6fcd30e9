package io.upshift.dynamodb;

/** What becomes of a table's items when it is deleted; naming one confirms that they go. */
public enum Deletion {
    /** A backup is taken and available before the table is deleted; it is kept, and billed, until somebody deletes it. */
    AFTER_BACKUP,
    /** They are gone for good. */
    WITHOUT_BACKUP
}
