package io.upshift.examples.benchmarks;

/** The figures of one tool over repeated crowds. */
final class CrowdFigures {
    private final Tool tool;
    private final Samples walls = new Samples();
    private int crowds;
    private int errors;
    private int wrongEnds;

    CrowdFigures(Tool tool) {
        this.tool = tool;
    }

    Tool tool() {
        return tool;
    }

    void add(Together crowd, boolean eachRanOnce) {
        crowds++;
        walls.add(new Sample(crowd.wallMs(), 0));
        errors += crowd.errors().size();
        wrongEnds += eachRanOnce ? 0 : 1;
    }

    boolean isEmpty() {
        return crowds == 0;
    }

    /** Errors are instances that threw, and wrong ends are databases where not every migration ran once, of all crowds. */
    void print(Figures figures, String scenario) {
        figures.times(scenario, tool.name(), walls);
        figures.add(scenario, tool.name(), "errors", errors);
        figures.add(scenario, tool.name(), "wrong_ends", wrongEnds);
    }
}
