package io.upshift.discovered;

public final class AddTypes1709000000002 extends Adding {
    public AddTypes1709000000002() {
        super("types");
    }
}
