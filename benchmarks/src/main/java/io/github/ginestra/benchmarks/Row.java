package io.github.ginestra.benchmarks;

import java.util.Locale;

/**
 * A row of the table of ratios.
 *
 * @param figure what is measured
 * @param ours how fast Ginestra is
 * @param beside what it is compared with
 * @param ratio how many times as fast as that it is
 * @param aim what is to be reached
 * @param met whether it is
 */
record Row(String figure, String ours, String beside, String ratio, String aim, String met) {
  static final String NONE = "–";

  /** A speed compared with another one, by their ratio. */
  static Row times(String figure, Quantity ours, Reference beside, double aim) {
    String wanted = "≥ " + plain(aim) + " ×";
    if (beside.quantity() == null) {
      return new Row(figure, ours.toString(), beside.toString(), NONE, wanted, NONE);
    }
    double ratio = ours.timesAsFastAs(beside.quantity());
    return new Row(
        figure,
        ours.toString(),
        beside.toString(),
        ratio(ratio),
        wanted,
        beside.fromThisRun() ? yesOrNo(ratio >= aim) : NONE);
  }

  /** A speed beside another one, without an aim. */
  static Row compared(String figure, Quantity ours, Reference beside) {
    String ratio = beside.quantity() == null ? NONE : ratio(ours.timesAsFastAs(beside.quantity()));
    return new Row(figure, ours.toString(), beside.toString(), ratio, NONE, NONE);
  }

  /** A time that is to be so long at most, whatever others take. */
  static Row within(String figure, Quantity ours, Quantity most, Reference beside) {
    return new Row(
        figure,
        ours.toString(),
        beside.toString(),
        beside.quantity() == null ? NONE : ratio(ours.timesAsFastAs(beside.quantity())),
        "≤ " + plain(most.value()) + " " + most.unit().symbol(),
        yesOrNo(ours.value() <= most.value()));
  }

  /** A time that is to be so long at most, and has nothing to be compared with. */
  static Row within(String figure, Quantity ours, Quantity most) {
    return within(figure, ours, most, new Reference(NONE, null, true));
  }

  /** What is no speed. */
  static Row stated(String figure, String ours, String aim, boolean met) {
    return new Row(figure, ours, NONE, NONE, aim, yesOrNo(met));
  }

  private static String plain(double number) {
    return number == Math.rint(number)
        ? String.format(Locale.ROOT, "%,d", (long) number)
        : "" + number;
  }

  private static String ratio(double ratio) {
    return Quantity.digits(ratio) + " ×";
  }

  private static String yesOrNo(boolean met) {
    return met ? "yes" : "no";
  }
}
