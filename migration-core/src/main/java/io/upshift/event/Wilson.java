package io.upshift.event;

/**
 * The Wilson score interval of a share that was found in a sample; it stays honest near none and all.
 *
 * @see <a href="https://www.itl.nist.gov/div898/handbook/prc/section2/prc241.htm">NIST, Confidence intervals for
 *     proportions</a>
 */
record Wilson(double low, double high) {
    /** The standard normal quantile of two-sided 95 %. */
    private static final double Z = 1.959964;

    /** @param n how many independent draws the share was found in */
    static Wilson of(double share, double n) {
        double z2 = Z * Z;
        double centre = (share + z2 / (2 * n)) / (1 + z2 / n);
        double reach = Z / (1 + z2 / n) * Math.sqrt(share * (1 - share) / n + z2 / (4 * n * n));
        return new Wilson(Math.max(0, centre - reach), Math.min(1, centre + reach));
    }
}
