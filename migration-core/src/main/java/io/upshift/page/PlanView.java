package io.upshift.page;

import io.upshift.Plan;
import io.upshift.RemoteCall;
import java.util.List;

/** A plan, as its page shows it. */
record PlanView(
        String title,
        String service,
        String serviceVersion,
        String target,
        String direction,
        int count,
        List<ItemView> migrations,
        boolean hasMigrations,
        List<String> warnings,
        boolean hasWarnings,
        List<FindingView> findings,
        boolean hasFindings,
        List<CallView> calls,
        boolean hasCalls) {

    /** What would be asked of a service outside the store. */
    record CallView(String permission, String resource, String purpose) {
        static CallView of(RemoteCall call) {
            return new CallView(call.permission(), call.resource(), call.purpose());
        }
    }

    static PlanView of(Plan plan) {
        List<ItemView> items =
                plan.items().stream().map(item -> ItemView.of(item, plan)).toList();
        return new PlanView(
                "plan of " + plan.service().name(),
                plan.service().name(),
                plan.service().version(),
                plan.target(),
                Shown.word(plan.direction()),
                items.size(),
                items,
                !items.isEmpty(),
                plan.warnings(),
                !plan.warnings().isEmpty(),
                FindingView.of(plan.findings()),
                !plan.findings().isEmpty(),
                plan.calls().stream().map(CallView::of).toList(),
                !plan.calls().isEmpty());
    }
}
