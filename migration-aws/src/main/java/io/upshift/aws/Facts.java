package io.upshift.aws;

import io.upshift.Poll;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An instance or a cluster as RDS describes it.
 *
 * @param resourceId stays when the name changes
 * @param host of its (writer) endpoint; empty while it has none
 * @param latestRestorable up to when its automated backups reach; null when it has none
 */
record Facts(
        String id,
        String arn,
        String status,
        String resourceId,
        String host,
        int port,
        String engine,
        String engineVersion,
        boolean isProtected,
        Map<String, String> tags,
        @Nullable Instant latestRestorable) {

    String endpoint() {
        return host + ":" + port;
    }

    boolean has(String tag, String value) {
        return value.equals(tags.get(tag));
    }

    Poll<Facts> poll() {
        if (status.equals("available")) {
            return Poll.done(this);
        }
        return Source.isHopeless(status)
                ? Poll.failed("RDS says " + status, "see RDS's events for " + id)
                : Poll.waiting(id + " is " + status);
    }
}
