package io.upshift.testkit;

/** A server that somebody else started and will stop. */
record AddressHost(ServerAddress address) implements ServerHost {

    @Override
    public String kind() {
        return "address";
    }

    @Override
    public boolean discardsData() {
        return false;
    }

    @Override
    public void stop() {}
}
