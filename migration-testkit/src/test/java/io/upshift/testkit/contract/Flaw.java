package io.upshift.testkit.contract;

/** What is wrong with a store in memory, and which test of the contract has to see it. */
enum Flaw {
    LOCK_FOR_EVERYBODY("oneInstanceAtATimeHasTheLock", "a second instance gets the lock"),
    LOCK_LOOKED_AT_BEFORE_IT_IS_TAKEN("ofManyThatTryAtOnceOneGetsTheLock", "who has the lock"),
    LOCK_NEVER_GIVEN_BACK("oneInstanceAtATimeHasTheLock", "The run lock is free"),
    ONE_LOCK_FOR_ALL_SERVICES(
            "twoServicesDontKeepEachOtherWaitingNorSeeEachOther", "another service gets its own lock"),
    ONE_HISTORY_FOR_ALL_SERVICES("twoServicesDontKeepEachOtherWaitingNorSeeEachOther", "another service's history"),
    RELEASED_WHOEVER_HOLDS_IT("aLockThatWasGivenBackIsNotGivenBackAgain", "freed the lock of the next"),
    RELEASED_AFTER_EXPIRY("anExpiredHolderCannotReleaseItsSuccessorsLease", "freed its successor's lock"),
    NO_FENCE("anExpiredHolderCannotCommit", "a holder whose lock another one has commits"),
    FINGERPRINT_WITHOUT_THE_LOCK("anExpiredHolderSaysNothingOfTheFingerprint", "marked the store as complete"),
    CHANGE_BEFORE_ENTRY("killedBetweenChangeAndRecordNeitherStands", "what the killed instance changed"),
    NO_ROLLBACK("ofSeveralChangesThatCommitTogetherAllOrNoneStand", "the change before the one that failed"),
    CHANGE_FORGOTTEN("aChangeCommitsTogetherWithItsEntry", "a"),
    ENTRY_FORGOTTEN("aChangeCommitsTogetherWithItsEntry", "1-a"),
    NEWEST_ENTRY_FIRST("theHistoryIsWhatWasWrittenInOrderAndChained", "1L, 2L"),
    EPOCH_STANDS_STILL("theHistoryIsWhatWasWrittenInOrderAndChained", "the epoch of a later holder"),
    CHAIN_BEGINS_ANEW("theHistoryIsWhatWasWrittenInOrderAndChained", "the chain of entries"),
    TEXT_IN_ASCII("theHistoryIsWhatWasWrittenInOrderAndChained", "ünï"),
    FINGERPRINT_THAT_OUTLIVES_ENTRIES("aFingerprintHoldsUntilTheNextEntry", "an older fingerprint"),
    FINGERPRINT_NEVER_KEPT("aFingerprintHoldsUntilTheNextEntry", "the fingerprint that was released with"),
    PASSWORD_IN_ITS_NAME("itSaysWhatItIsWithoutASecret", "password");

    private final String test;
    private final String cause;

    Flaw(String test, String cause) {
        this.test = test;
        this.cause = cause;
    }

    /** The test that fails. */
    String test() {
        return test;
    }

    /** What its message says. */
    String cause() {
        return cause;
    }
}
