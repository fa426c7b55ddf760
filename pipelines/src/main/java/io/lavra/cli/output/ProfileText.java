package io.lavra.cli.output;

import io.lavra.quality.profile.ColumnProfile;
import io.lavra.quality.profile.ColumnProfile.Counted;
import io.lavra.quality.profile.InferredType;
import io.lavra.quality.profile.Spread;
import io.lavra.quality.profile.TableProfile;
import io.lavra.words.Inert;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A profile for people: a line for each column. */
public final class ProfileText {
  private static final String BARS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";
  private static final int SHOWN = 3;

  private ProfileText() {}

  public static void print(TableProfile profile, PrintStream out) {
    out.printf("%s: %s rows%n", profile.table(), profile.rows());
    if (profile.isSampled()) {
      out.printf(
          "different values marked ~ are estimated; histograms, shapes and common values are of %s rows%n",
          profile.sample());
    }
    TextTable text =
        new TextTable(
            List.of(
                "column",
                "type",
                "complete",
                "different",
                "least",
                "mean",
                "greatest",
                "looks like"));
    profile.columns().forEach(column -> text.add(line(column)));
    text.print(out);
    if (!profile.keys().isEmpty()) {
      out.println(
          "candidate keys: "
              + Inert.line(
                  profile.keys().stream()
                      .map(key -> String.join(" + ", key))
                      .collect(Collectors.joining("; "))));
    }
  }

  private static List<Object> line(ColumnProfile column) {
    boolean isText = column.type().text().equals("string");
    String unit = isText ? " long" : "";
    return Arrays.asList(
        column.name(),
        column.type() + column.inferred().map(ProfileText::inferred).orElse(""),
        percent(column.completeness()),
        (column.distinctIsExact() ? "" : "~") + column.distinct(),
        column.spread().map(spread -> spread.min() + unit).orElse(""),
        column.spread().map(ProfileText::mean).orElse(""),
        column.spread().map(spread -> spread.max() + unit).orElse(""),
        looks(column));
  }

  private static String inferred(InferredType inferred) {
    String share = inferred.isCertain() ? "" : percent(inferred.share()) + " ";
    return " (" + share + inferred.type() + ")";
  }

  private static String mean(Spread spread) {
    if (spread.mean().isEmpty()) {
      return "";
    }
    String mean = String.valueOf(ProfileJson.significant(spread.mean().getAsDouble()));
    return spread.notFinite() == 0
        ? mean
        : mean + " (without " + spread.notFinite() + " not finite)";
  }

  private static String looks(ColumnProfile column) {
    if (column.personal().isPresent()) {
      return "personal (" + column.personal().get() + "): values are not shown";
    }
    if (!column.histogram().isEmpty()) {
      return bars(column.histogram());
    }
    boolean isCategory = !column.common().isEmpty() && column.common().get(0).rows() > 1;
    List<Counted> shown = isCategory ? column.common() : column.shapes();
    return shown.stream()
        .limit(SHOWN)
        .map(each -> each.value() + " " + percent(each.share()))
        .collect(Collectors.joining(", "));
  }

  private static String bars(List<ColumnProfile.Bin> bins) {
    long most = bins.stream().mapToLong(ColumnProfile.Bin::rows).max().orElse(1);
    return bins.stream()
        .map(
            bin ->
                String.valueOf(
                    BARS.charAt((int) (bin.rows() * (BARS.length() - 1) / Math.max(1, most)))))
        .collect(Collectors.joining());
  }

  private static String percent(double share) {
    return share == 1
        ? "100%"
        : String.format(Locale.ROOT, "%.1f%%", Math.floor(share * 1000) / 10);
  }
}
