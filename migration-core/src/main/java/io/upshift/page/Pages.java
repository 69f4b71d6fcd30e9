package io.upshift.page;

import io.upshift.Plan;
import io.upshift.Report;

/**
 * Draws a report or a plan as one HTML page: no script, no network, light and dark, fit to print.
 *
 * <p>Everything in it is escaped. The same value gives the same page. Thread-safe.
 */
public final class Pages {
    private static final String ENGINE = "com.samskivert.mustache.Mustache";

    private Pages() {}

    /** Whether jmustache is on the class path; without it there are no pages. */
    public static boolean isAvailable() {
        try {
            Class.forName(ENGINE, false, Pages.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** What a run did, and what to do next. */
    public static String of(Report report) {
        return Template.render("report", ReportView.of(report));
    }

    /** What a run would do, and what it was seen to lock, scan and rewrite where it was recorded. */
    public static String of(Plan plan) {
        return Template.render("plan", PlanView.of(plan));
    }
}
