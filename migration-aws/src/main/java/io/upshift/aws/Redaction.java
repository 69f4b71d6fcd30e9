package io.upshift.aws;

import java.util.regex.Pattern;

/** Takes out of a text what looks like a credential; the last fence, not the first, before it leaves the house. */
final class Redaction {
    private static final Pattern NAMED =
            Pattern.compile("(?i)(password|passwd|pwd|secret|token)(\"?\\s*[=:]\\s*\"?)[^\\s\"&,;}]+");
    private static final Pattern IN_URL = Pattern.compile("(//[^/:@\\s]+:)[^/@\\s]+(@)");
    private static final Pattern IN_TOKEN = Pattern.compile("(X-Amz-(?:Signature|Credential|Security-Token)=)[^&\\s]+");

    private Redaction() {}

    static String of(String text) {
        String named = NAMED.matcher(text).replaceAll("$1$2***");
        String inUrl = IN_URL.matcher(named).replaceAll("$1***$2");
        return IN_TOKEN.matcher(inUrl).replaceAll("$1***");
    }
}
