package dev.taskwire.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The JDK's types that a JSON string, number or boolean stands for. */
final class ScalarTypes {
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private static final Map<Class<?>, ScalarType> BY_CLASS = new HashMap<>();

  static {
    ScalarType integer = ScalarType.whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
    ScalarType big = ScalarType.whole(Long.MIN_VALUE, Long.MAX_VALUE);
    ScalarType real =
        ScalarType.number(
            "must be a number that a double holds", n -> Double.isFinite(n.doubleValue()));
    ScalarType string = ScalarType.string("must be a string", s -> true);
    put(ScalarType.flag(), boolean.class, Boolean.class);
    put(ScalarType.whole(Byte.MIN_VALUE, Byte.MAX_VALUE), byte.class, Byte.class);
    put(ScalarType.whole(Short.MIN_VALUE, Short.MAX_VALUE), short.class, Short.class);
    put(integer, int.class, Integer.class, OptionalInt.class);
    put(big, long.class, Long.class, OptionalLong.class);
    put(ScalarType.anyWhole(), BigInteger.class);
    put(real, double.class, Double.class, OptionalDouble.class);
    put(
        ScalarType.number(
            "must be a number that a float holds", n -> Float.isFinite(n.floatValue())),
        float.class,
        Float.class);
    put(ScalarType.number("must be a number", n -> true), BigDecimal.class, Number.class);
    put(string, String.class, CharSequence.class);
    put(
        ScalarType.string("must be a string of one character", s -> s.length() == 1),
        char.class,
        Character.class);
    put(
        ScalarType.text("uri", "must be a URI such as https://example.org/a", ScalarType::isUri),
        URI.class);
    put(
        ScalarType.text(
            "uuid",
            "must be a UUID such as 123e4567-e89b-12d3-a456-426614174000",
            s -> UUID_TEXT.matcher(s).matches()),
        UUID.class);
    putDates();
  }

  private ScalarTypes() {}

  /** The scalar for a class, or {@code null} if the class is none. */
  static @Nullable ScalarType of(Class<?> type) {
    return BY_CLASS.get(type);
  }

  private static void putDates() {
    String moment = "must be a date and time such as 2026-11-23T12:00:00Z";
    put(ScalarType.temporal("date-time", moment, Instant::parse), Instant.class);
    put(ScalarType.temporal("date-time", moment, OffsetDateTime::parse), OffsetDateTime.class);
    put(ScalarType.temporal(null, moment, ZonedDateTime::parse), ZonedDateTime.class);
    put(
        ScalarType.temporal(
            null, "must be a date and time such as 2026-11-23T12:00:00", LocalDateTime::parse),
        LocalDateTime.class);
    put(
        ScalarType.temporal("date", "must be a date such as 2026-11-23", LocalDate::parse),
        LocalDate.class);
    put(
        ScalarType.temporal(null, "must be a time such as 12:00:00", LocalTime::parse),
        LocalTime.class);
    put(
        ScalarType.temporal("time", "must be a time such as 12:00:00Z", OffsetTime::parse),
        OffsetTime.class);
    put(
        ScalarType.temporal("duration", "must be a duration such as PT10M", Duration::parse),
        Duration.class);
    put(
        ScalarType.temporal("duration", "must be a period such as P1M", Period::parse),
        Period.class);
    put(
        ScalarType.temporal(null, "must be a time zone such as Europe/Berlin", ZoneId::of),
        ZoneId.class);
    put(
        ScalarType.temporal(null, "must be an offset such as +01:00", ZoneOffset::of),
        ZoneOffset.class);
    put(
        ScalarType.temporal(null, "must be a month such as 2026-11", YearMonth::parse),
        YearMonth.class);
    put(
        ScalarType.temporal(null, "must be a day of a year such as --11-23", MonthDay::parse),
        MonthDay.class);
    put(
        ScalarType.temporal(null, "must be a string with a year such as 2026", Year::parse),
        Year.class);
  }

  private static void put(ScalarType scalar, Class<?>... types) {
    for (Class<?> type : types) {
      BY_CLASS.put(type, scalar);
    }
  }
}
