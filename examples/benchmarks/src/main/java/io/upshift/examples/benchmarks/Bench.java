package io.upshift.examples.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What every scenario works with. */
record Bench(Options options, Server server, Figures figures, Path folder, Quiet quiet) {

    Workload workload(int count) throws IOException {
        return Workload.write(count, folder);
    }

    List<Tool> tools() {
        return options.tools(List.of()).stream().map(Tools::named).toList();
    }

    List<Tool> tools(List<String> besides) {
        return options.tools(besides).stream().map(Tools::named).toList();
    }
}
