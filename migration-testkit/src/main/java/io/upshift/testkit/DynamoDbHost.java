package io.upshift.testkit;

import java.net.URI;

/** What runs a DynamoDB endpoint: this JVM, a container engine, or somebody else. */
interface DynamoDbHost {

    URI endpoint();

    /** A few words for the log. */
    String kind();

    /** Gives back what this JVM holds of it; may be called again. */
    void stop();

    /** An endpoint that somebody else started and will stop. */
    static DynamoDbHost at(URI endpoint) {
        return new DynamoDbHost() {
            @Override
            public URI endpoint() {
                return endpoint;
            }

            @Override
            public String kind() {
                return "address";
            }

            @Override
            public void stop() {}
        };
    }
}
