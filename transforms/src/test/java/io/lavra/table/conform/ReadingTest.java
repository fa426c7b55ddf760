package io.lavra.table.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.table.EngineSettings;
import io.lavra.table.Workshop;
import io.lavra.table.duckdb.DuckDb;
import io.lavra.table.duckdb.SqlText;
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
        for (int i = 0; i < 200; i++) {
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

  @Test
  void textsOfEveryType() {
    Notation plain = Notation.PLAIN;
    table(
        "date",
        plain,
        """
        2024-02-29 = 2024-02-29
        0001-01-01 = 0001-01-01
        9999-12-31 = 9999-12-31
        0999-01-02 = 0999-01-02
        2023-02-29 | 0000-01-01 = ; there is no such day
        05/03/24 | 24-03-05 | 2024-3-5 | 2024/03/05 | 20240305 | 2024-03-05T00:00:00 | 2024-03-05 10:00 | 2024-03-05 (BC) | today | epoch | infinity | 12024-01-01 | -024-03-05 | ２０２４-03-05 = ; a date is YYYY-MM-DD, or declare its format
        """);
    table(
        "date",
        plain.withFormat("dd/MM/yyyy"),
        """
        05/03/2024 = 2024-03-05
        05/03/24 | 5/3/2024 | 05-03-2024 | 05/03/2024 10:00 | 31/02/2024 | 05/03/02024 | 05/03/0000 =
        """);
    table(
        "date",
        plain.withFormat("dd-MMM-yyyy"),
        """
        12-AUG-2020 | 12-Aug-2020 = 2020-08-12
        12-AUG-20 | 12-August-2020 | 2-AUG-2020 | 12-AGO-2020 =
        """);
    table(
        "date",
        plain.withFormat("d/M/yy HH:mm"),
        """
        5/3/68 00:00 = 2068-03-05
        05/03/69 23:59 = 1969-03-05
        5/3/2024 10:00 | 5/3/24 24:00 | 5/3/24 =
        """);
    table(
        "date",
        plain.withFormat("EEE, dd MMMM yyyy"),
        """
        Tue, 05 March 2024 | tue, 05 MARCH 2024 = 2024-03-05
        Mon, 05 March 2024 | Tue, 05 Mar 2024 | Tuesday, 05 March 2024 =
        """);
    zone = "UTC";
    table(
        "timestamp",
        plain.withFormat("yyyy-MM-dd'T'HH:mm:ss.SSSXXX"),
        """
        2024-03-05T10:00:00.120Z = 2024-03-05 10:00:00.12+00
        2024-03-05T10:00:00.120-03:00 = 2024-03-05 13:00:00.12+00
        2024-03-05T10:00:00.12Z | 2024-03-05T10:00:00.120 | 2024-03-05T10:00:00.120-0300 | 2024-03-05T10:00:60.120Z =
        """);
    table(
        "timestamp",
        plain.withFormat("dd/MM/yyyy hh:mm a"),
        """
        05/03/2024 12:05 am = 2024-03-05 00:05:00+00
        05/03/2024 01:05 PM = 2024-03-05 13:05:00+00
        05/03/2024 13:05 PM | 05/03/2024 1:05 PM =
        """);
    table(
        "timestamp",
        plain,
        """
        2024-03-05 = 2024-03-05 00:00:00+00
        2024-03-05T10:00 | 2024-03-05 10:00:00 | 2024-03-05T10:00:00Z = 2024-03-05 10:00:00+00
        2024-03-05T24:24:00Z | 2024-03-05T24:00:00 | 2024-03-05T10:00:60Z | 2024-03-05T10 | 2024-3-05 10:00:00 | 24-03-05 10:00:00 | 2024-03-05T10:00:00 NZ | 2024-03-05T10:00:00.1 NZ | 2024-03-05 10:00:00 UTC | 2024-03-05 10:00:00 Europe/Berlin | 2024-03-05T10:00:00+2 | 2024-03-05T10:00:00+25:00 | 2024-03-05T10:00:00+02:00:00 | 2024-03-05T10:00:00z | 2024-03-05t10:00:00 | 2024-03-05T10:00:00. | 2024-03-05T10:00:00,5 | now | today | epoch | infinity | 05/03/2024 = ; a timestamp is YYYY-MM-DD or YYYY-MM-DD HH:MM:SS with or without an offset, or declare its format
        2024-03-05T10:24:00Z = 2024-03-05 10:24:00+00
        2024-03-05T10:00:00.123Z = 2024-03-05 10:00:00.123+00
        2024-03-05T10:00:00.123456000-0330 = 2024-03-05 13:30:00.123456+00
        2024-03-05T10:00+02 = 2024-03-05 08:00:00+00
        2024-02-30T10:00:00 = ; there is no such time
        2024-03-05T10:00:00.1234567 = ; declare round: half_even to round it to microseconds
        9999-12-31T23:59:59-03:00 = ; in UTC it is outside of the years 0001 to 9999, declare nulls: ["9999-12-31T23:59:59-03:00"] if it means that nothing is known, or type: date
        """);
    table(
        "timestamp",
        plain.withRound(Rounding.HALF_EVEN),
        """
        2024-03-05T10:00:00.1234565 = 2024-03-05 10:00:00.123456+00
        2024-03-05T10:00:00.12345650001Z = 2024-03-05 10:00:00.123457+00
        2024-03-05T10:00:00.1234575000 = 2024-03-05 10:00:00.123458+00
        2024-12-31T23:59:59.9999999 = 2025-01-01 00:00:00+00
        """);
    table(
        "timestamp",
        plain.withRound(Rounding.HALF_UP),
        """
        2024-03-05T10:00:00.1234565 = 2024-03-05 10:00:00.123457+00
        2024-03-05T10:00:00.1234564999 = 2024-03-05 10:00:00.123456+00
        """);
    zone = "Europe/Berlin";
    table(
        "timestamp",
        plain.withClockChange(ClockChange.QUARANTINE),
        """
        2024-10-27 02:30:00 | 2024-03-31 02:30:00 = ; clocks change then in Europe/Berlin, so it occurs twice or never; declare clock-change: earlier or later
        2024-10-27 02:30:00+02:00 = 2024-10-27 02:30:00+02
        """);
    table(
        "decimal(12,2)",
        plain,
        """
        1.005 | 10.999 | 1.0000000000000000000000000000000000000000000000000001 = ; declare round: half_even to round it
        1.1 = 1.10
        1.1000000000000000000000000000000000000000000000000000 = 1.10
        12345678901 = ; declare a type that is wide enough
        1e3 = ; only a double or a float may have an exponent
        1,5 = ; declare decimal and grouping as it has them
        R$ 5 | US$ 5 | 5 EUR = ; declare its currency
        12,5% = ; declare percent: true
        (5) = ; declare negative: parentheses
        5- = ; declare negative: trailing
        NaN = ; declare nulls: [NaN] if it means that nothing is known
        1_000 | 0x10 | 5. | ٣ | . | - | +-5 =
        """);
    table(
        "double",
        plain,
        """
        1e3 = 1000.0
        1e-400 = 0.0
        1e999 = ; it is beyond the type's range
        -Infinity = ; declare nulls: [-Infinity] if it means that nothing is known
        1_0 | 0x1 | 5. | 5.e3 =
        """);
    table(
        "float",
        plain,
        """
        0.1 = 0.1
        -387961.880 = -387961.875
        -387961.88 = -387961.875
        -387961.875 = -387961.875
        1.00048828125 = 1.0004883
        -387961.881 | 16777217 | 0.1234567890123 = ; declare round: half_even to round it, or type: double
        """);
    table("float", plain.withRound(Rounding.HALF_EVEN), "16777217 = 16777216.0");
    table(
        "boolean",
        plain,
        """
        TRUE | true | True = true
        False = false
        t | yes | 1 | on = ; declare the words it has with true: [...] and false: [...]
        """);
    Notation words =
        new Notation(
            null,
            null,
            null,
            List.of(),
            null,
            false,
            null,
            ClockChange.EARLIER,
            List.of("S", "Sim", "x"),
            List.of("N", "Não"));
    table(
        "boolean",
        words,
        """
        Sim | x = true
        Não = false
        s | true | false | X =
        """);
    table(
        "array<decimal(18,2)>",
        plain,
        """
        [1.10,99999999999999.99,null] = [1.10, 99999999999999.99, NULL]
        [1.105] | [1,] | [NaN] | 1 | [1 2] | [1e2] =
        """);
    table(
        "array<string>",
        plain,
        """
        ["\\u00e7","x",1.10,null,"null"] = [ç, x, 1.10, NULL, 'null']
        [a, b] =
        """);
    table("binary", plain, "ç = \\xC3\\xA7");
  }

  /** Lines of {@code texts = value} or {@code texts = remedy}; several texts are parted by bars. */
  private void table(String type, Notation notation, String lines) {
    Map<String, String> expected = new LinkedHashMap<>();
    for (String line : lines.strip().split("\n", -1)) {
      int at = line.lastIndexOf(" =");
      for (String text : line.substring(0, at).split(" \\| ", -1)) {
        expected.put(text, line.substring(at + 2).strip());
      }
    }
    ConformColumn column = ConformColumn.of("n", "v", ColumnType.parse(type)).with(notation);
    ColumnSql sql = new ColumnSql(column, new Column("v", ColumnType.STRING), 0, zone);
    String reason = sql.reason().replace(sql.text(), "v");
    String remedy = "replace(%s, split_part(%s, ';', 1), '')".formatted(reason, reason);
    assertSame(
        expected,
        read(column, "coalesce(CAST(n AS VARCHAR), " + remedy + ")", expected.keySet()),
        type + " " + notation);
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
