package io.lavra.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.table.reading.Notation;
import io.lavra.table.reading.Notation.ClockChange;
import io.lavra.table.reading.Notation.Negative;
import io.lavra.table.reading.Notation.Rounding;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What texts become, against what they are said to become. */
@NullUnmarked
class ReadingTest {
  @TempDir Path folder;
  private String zone = "America/Sao_Paulo";

  private static Notation notation(
      @Nullable String decimal,
      @Nullable String grouping,
      List<String> currency,
      @Nullable Negative negative,
      boolean percent,
      @Nullable Rounding round) {
    return new Notation(
        null,
        decimal,
        grouping,
        currency,
        negative,
        percent,
        round,
        ClockChange.EARLIER,
        List.of(),
        List.of());
  }

  @Test
  void randomNumbersAreReadAsBigDecimalReadsThem() throws Exception {
    Random random = new Random(10);
    List<Notation> notations =
        List.of(
            Notation.PLAIN,
            Notation.PLAIN.withRound(Rounding.HALF_EVEN),
            Notation.PLAIN.withRound(Rounding.HALF_UP),
            notation(",", ".", List.of("R$", "US$", "$"), Negative.PARENTHESES, false, null),
            notation(",", "\u00a0", List.of("kr."), Negative.TRAILING, false, Rounding.HALF_EVEN),
            notation(null, "’", List.of(), null, true, null),
            notation("٫", "'", List.of(), null, true, Rounding.HALF_EVEN));
    for (Notation notation : notations) {
      for (String type :
          List.of("decimal(12,2)", "int", "bigint", "decimal(38,0)", "decimal(7,5)", "double")) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
          texts.add(mutated(random, number(random, notation)));
        }
        Map<String, String> expected = new LinkedHashMap<>();
        texts.forEach(text -> expected.put(text, number(text, ColumnType.parse(type), notation)));
        Map<String, String> actual =
            read(
                ConformColumn.of("n", "v", ColumnType.parse(type)).with(notation),
                "n",
                expected.keySet());
        actual.replaceAll((text, value) -> printed(value, type));
        assertSame(expected, actual, type + " " + notation);
      }
    }
  }

  /** Doubles as Java prints them. */
  private static String printed(String value, String type) {
    return type.equals("double") && value.matches("-?[0-9].*")
        ? String.valueOf(Double.parseDouble(value))
        : value;
  }

  private static void assertSame(
      Map<String, String> expected, Map<String, String> actual, String of) {
    List<String> differences =
        expected.keySet().stream()
            .filter(text -> !expected.get(text).equals(actual.get(text)))
            .map(text -> "\"" + text + "\": " + expected.get(text) + ", not " + actual.get(text))
            .toList();
    assertEquals(List.of(), differences, of);
  }

  private static String number(Random random, Notation notation) {
    String digits =
        String.valueOf(
            random.nextInt(10) < 2
                ? random.nextLong()
                : random.nextInt(1 << (1 + random.nextInt(29))));
    String sign =
        digits.startsWith("-")
            ? "-"
            : random.nextInt(20) == 0 ? "+" : random.nextInt(4) == 0 ? "-" : "";
    digits = digits.replace("-", "");
    if (notation.grouping() != null && random.nextBoolean()) {
      digits =
          digits.replaceAll(
              "(?<=[0-9])(?=([0-9]{3})+$)",
              java.util.regex.Matcher.quoteReplacement(notation.grouping()));
    }
    String fraction = "";
    if (random.nextInt(3) > 0) {
      String[] tails = {
        "",
        "0",
        "00",
        "5",
        "50",
        "500",
        "005",
        "25",
        "125",
        "5000000001",
        "9",
        "995",
        "12345",
        "00000000000000000000000000000000000000001",
        "1e3",
        "E-2"
      };
      fraction =
          (notation.decimal() == null ? "." : notation.decimal())
              + (random.nextBoolean() ? random.nextInt(100) : "")
              + tails[random.nextInt(tails.length)];
    }
    String number =
        digits + fraction + (notation.percent() ? (random.nextInt(4) == 0 ? " %" : "%") : "");
    String currency =
        notation.currency().isEmpty() || random.nextBoolean()
            ? ""
            : notation.currency().get(random.nextInt(notation.currency().size()));
    String blank = random.nextBoolean() ? "" : "\u00a0";
    if (notation.negative() == Negative.PARENTHESES && sign.equals("-") && random.nextBoolean()) {
      return switch (random.nextInt(3)) {
        case 0 -> "(" + currency + number + ")";
        case 1 -> currency + blank + "(" + number + ")";
        default -> "(" + number + ")";
      };
    }
    if (notation.negative() == Negative.TRAILING && sign.equals("-") && random.nextBoolean()) {
      return currency + number + "-";
    }
    return currency.isEmpty()
        ? sign + number
        : switch (random.nextInt(3)) {
          case 0 -> sign + currency + blank + number;
          case 1 -> currency + blank + sign + number;
          default -> sign + number + blank + currency;
        };
  }

  private static String mutated(Random random, String text) {
    String chars = " \t_.,-+eE()%$x0'’R\u00a0";
    if (random.nextInt(3) > 0 || text.isEmpty()) {
      return text;
    }
    int at = random.nextInt(text.length());
    String c = String.valueOf(chars.charAt(random.nextInt(chars.length())));
    return switch (random.nextInt(3)) {
      case 0 -> text.substring(0, at) + c + text.substring(at);
      case 1 -> text.substring(0, at) + c + text.substring(at + 1);
      default -> text.substring(0, at) + text.substring(at + 1);
    };
  }

  /** The definition, by Java's own means: {@code !} for what is kept back, {@code ~} for null. */
  private static String number(String written, ColumnType type, Notation notation) {
    String text = written.replaceAll("^[ \\t\\r\\n\u00a0]+|[ \\t\\r\\n\u00a0]+$", "");
    if (text.isEmpty()) {
      return "~";
    }
    boolean dressed =
        !notation.currency().isEmpty() || notation.negative() != null || notation.percent();
    boolean negative = false;
    boolean signed = false;
    String rest = text;
    // A currency, a pair of brackets and a sign may each be met once, in any order that nests.
    String currency = "";
    boolean brackets = false;
    for (int i = 0; i < 4; i++) {
      String before = rest;
      if (!signed && (rest.startsWith("-") || rest.startsWith("+"))) {
        signed = true;
        negative = rest.startsWith("-");
        rest = rest.substring(1);
        if (!currency.isEmpty() || rest.isEmpty() || !blank(rest.charAt(0))) {
          continue;
        }
        return "!";
      }
      if (notation.negative() == Negative.PARENTHESES
          && !signed
          && !brackets
          && rest.startsWith("(")
          && rest.endsWith(")")) {
        brackets = true;
        signed = true;
        negative = true;
        rest = rest.substring(1, rest.length() - 1);
        if (!rest.isEmpty() && (blank(rest.charAt(0)) || blank(rest.charAt(rest.length() - 1)))) {
          return "!";
        }
        continue;
      }
      if (notation.negative() == Negative.TRAILING && !signed && rest.endsWith("-")) {
        signed = true;
        negative = true;
        rest = rest.substring(0, rest.length() - 1);
        if (!rest.isEmpty() && blank(rest.charAt(rest.length() - 1))) {
          return "!";
        }
        continue;
      }
      if (currency.isEmpty()) {
        for (String sign : notation.currency()) {
          if (rest.startsWith(sign)) {
            currency = sign;
            rest = rest.substring(sign.length());
            while (!rest.isEmpty() && blank(rest.charAt(0))) {
              rest = rest.substring(1);
            }
            break;
          }
          if (rest.endsWith(sign)) {
            currency = sign;
            rest = rest.substring(0, rest.length() - sign.length());
            while (!rest.isEmpty() && blank(rest.charAt(rest.length() - 1))) {
              rest = rest.substring(0, rest.length() - 1);
            }
            break;
          }
        }
      }
      if (before.equals(rest)) {
        break;
      }
    }
    if (notation.percent()) {
      if (!rest.endsWith("%")) {
        return "!";
      }
      rest = rest.substring(0, rest.length() - 1);
      while (!rest.isEmpty() && blank(rest.charAt(rest.length() - 1))) {
        rest = rest.substring(0, rest.length() - 1);
      }
    }
    String mark = notation.decimal() == null ? "." : notation.decimal();
    int exponentAt =
        type.text().equals("double") && !dressed
            ? Math.max(rest.indexOf('e'), rest.indexOf('E'))
            : -1;
    String exponent = exponentAt < 0 ? "" : rest.substring(exponentAt);
    String digits = exponentAt < 0 ? rest : rest.substring(0, exponentAt);
    int at = digits.indexOf(mark);
    String whole = at < 0 ? digits : digits.substring(0, at);
    String fraction = at < 0 ? "" : digits.substring(at + 1);
    if (notation.grouping() != null && whole.contains(notation.grouping())) {
      String[] groups = whole.split(java.util.regex.Pattern.quote(notation.grouping()), -1);
      if (groups[0].isEmpty()
          || groups[0].length() > 3
          || java.util.Arrays.stream(groups).skip(1).anyMatch(g -> g.length() != 3)) {
        return "!";
      }
      whole = String.join("", groups);
    }
    if (!whole.matches("[0-9]*")
        || !fraction.matches("[0-9]*")
        || (whole.isEmpty() && fraction.isEmpty())
        || (at >= 0 && fraction.isEmpty())
        || !exponent.matches("(?:[eE][+-]?[0-9]+)?")) {
      return "!";
    }
    String plain = (negative ? "-" : "") + "0" + whole + "." + fraction + "0";
    BigDecimal value = new BigDecimal(plain);
    if (notation.percent()) {
      value = value.movePointLeft(2);
    }
    if (type.text().equals("double")) {
      double nearest = Double.parseDouble(exponent.isEmpty() ? value.toString() : plain + exponent);
      return Double.isInfinite(nearest)
          ? "!"
          : String.valueOf(nearest == 0 ? (negative ? -0.0 : 0.0) : nearest);
    }
    try {
      value =
          value.setScale(
              type.scale(),
              notation.round() == null
                  ? RoundingMode.UNNECESSARY
                  : RoundingMode.valueOf(notation.round().name()));
    } catch (ArithmeticException e) {
      return "!";
    }
    BigDecimal limit =
        type.isDecimal()
            ? BigDecimal.TEN.pow(type.precision() - type.scale())
            : BigDecimal.valueOf(2).pow(type.equals(ColumnType.INT) ? 31 : 63);
    boolean fits =
        value.compareTo(limit) < 0
            && (type.isDecimal()
                ? value.compareTo(limit.negate()) > 0
                : value.compareTo(limit.negate()) >= 0);
    return fits ? value.toPlainString() : "!";
  }

  private static boolean blank(char c) {
    return " \u00a0\u2007\u2009\u202f".indexOf(c) >= 0;
  }

  @Test
  void localTimesAreReadAsJavaReadsThem() throws Exception {
    Random random = new Random(9);
    List<String> zones =
        List.of(
            "America/Sao_Paulo",
            "Europe/Berlin",
            "Australia/Lord_Howe",
            "America/New_York",
            "Pacific/Apia",
            "Asia/Kolkata");
    for (String id : zones) {
      zone = id;
      List<LocalDateTime> times = new ArrayList<>();
      ZoneOffsetTransition transition =
          ZoneId.of(id).getRules().nextTransition(java.time.Instant.MIN);
      while (transition != null
          && transition.getInstant().isBefore(java.time.Instant.parse("2025-01-01T00:00:00Z"))) {
        for (LocalDateTime edge :
            List.of(transition.getDateTimeBefore(), transition.getDateTimeAfter())) {
          for (int seconds : new int[] {-3601, -1, 0, 1, 900, 1800, 3599, 3600}) {
            times.add(edge.plusSeconds(seconds));
          }
        }
        transition = ZoneId.of(id).getRules().nextTransition(transition.getInstant());
      }
      for (int i = 0; i < 200; i++) {
        times.add(
            LocalDateTime.ofEpochSecond(
                (long) (random.nextDouble() * 3.1e11) - 62_100_000_000L, 0, ZoneOffset.UTC));
      }
      for (ClockChange change : ClockChange.values()) {
        Map<String, String> expected = new LinkedHashMap<>();
        for (LocalDateTime time : times) {
          expected.put(time.toString().replace('T', ' '), instant(time, ZoneId.of(id), change));
        }
        for (String format : new String[] {null, "yyyy-MM-dd HH:mm:ss"}) {
          if (format != null && change != ClockChange.EARLIER) {
            continue;
          }
          Notation notation = Notation.PLAIN.withClockChange(change);
          Map<String, String> wanted = expected;
          if (format != null) {
            notation = notation.withFormat(format);
            wanted =
                expected.entrySet().stream()
                    .filter(e -> e.getKey().length() == 19)
                    .collect(
                        Collectors.toMap(
                            Map.Entry::getKey,
                            Map.Entry::getValue,
                            (a, b) -> a,
                            LinkedHashMap::new));
          }
          assertSame(
              wanted,
              read(
                  ConformColumn.of("n", "v", ColumnType.TIMESTAMP).with(notation),
                  "epoch_us(n) // 1000000",
                  wanted.keySet()),
              id + " " + change + " " + format);
        }
      }
    }
  }

  private static String instant(LocalDateTime time, ZoneId zone, ClockChange change) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
    if (offsets.size() != 1 && change == ClockChange.QUARANTINE) {
      return "!";
    }
    ZoneOffsetTransition transition = zone.getRules().getTransition(time);
    ZoneOffset offset =
        transition == null
            ? offsets.get(0)
            : change == ClockChange.LATER
                ? transition.getOffsetAfter()
                : transition.getOffsetBefore();
    return String.valueOf(time.toEpochSecond(offset));
  }

  /**
   * What each text becomes: {@code !} for one that is kept back, {@code ~} where nothing is known.
   */
  private Map<String, String> read(ConformColumn column, String select, Collection<String> texts) {
    List<String> all = List.copyOf(texts);
    ColumnSql sql = new ColumnSql(column, new Column("v", ColumnType.STRING), 0, zone);
    Map<String, String> read = new LinkedHashMap<>();
    EngineSettings settings = new Workshop(folder, zone).settings();
    try (DuckDb duckDb = DuckDb.openForColumns(settings, 2, List.of())) {
      duckDb.execute(
          "CREATE TEMP TABLE texts AS SELECT unnest(range(%d)) AS i, unnest(%s) AS v"
              .formatted(all.size(), SqlText.literals(all)));
      duckDb.forEach(
          "SELECT i, CAST(%s AS VARCHAR), %s IS NULL FROM (SELECT *, %s AS n FROM texts) ORDER BY i"
              .formatted(select, sql.text("v"), sql.valueOf("v")),
          row -> {
            boolean known = Boolean.FALSE.equals(row.get(2));
            String value = row.get(1) == null ? known ? "!" : "~" : String.valueOf(row.get(1));
            read.put(all.get(((Number) row.get(0)).intValue()), value);
          });
    }
    return read;
  }
}
