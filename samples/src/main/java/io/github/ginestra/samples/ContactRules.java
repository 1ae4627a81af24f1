package io.github.ginestra.samples;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds e-mail addresses, telephone numbers and bank accounts (IBAN) in a text, by rules.
 *
 * <p>A telephone number begins with + or 00 and has 8 to 15 digits, or it has 9 to 11 digits, in
 * groups or as numbers begin in many countries (0, 6 to 9), or a word such as <i>tel.</i> stands
 * before it.
 */
final class ContactRules {
  static final String EMAIL = "EMAIL";
  static final String PHONE = "PHONE";
  static final String IBAN = "IBAN";

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}._%+-])[\\p{L}\\p{N}_%+-][\\p{L}\\p{N}._%+'-]{0,63}"
              + "@(?:[\\p{L}\\p{N}-]{1,63}\\.){1,8}\\p{L}{2,24}(?![\\p{L}\\p{N}-])");

  private static final Pattern ACCOUNT =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])[A-Z]{2}\\d{2}(?:[ \u00A0-]?[A-Z0-9]){11,30}",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}_@.,+-])(?:\\+|00)?\\(?\\d(?:[ ()./\u00A0-]{0,2}\\d){5,24}"
              + "(?![\\p{L}\\p{N}_@]|[.,/-]\\d)");

  /** A date: three groups of digits, and no fourth; or the address of a computer. */
  private static final Pattern NO_NUMBER =
      Pattern.compile(
          "\\d{1,4}([./-])\\d{1,2}\\1\\d{2,4}(?!\\d|\\1\\d)|(?:\\d{1,3}\\.){3}\\d{1,3}(?!\\d|\\.\\d)");

  private static final Pattern ANNOUNCED =
      Pattern.compile(
          "(?:tel|tlf|tfno|tfn|fax|phone|mobile|tel[eé]fono|m[oó]vil|telefono|cellulare|whatsapp|"
              + "call|ll[aá]m\\p{L}*|text|sms)[ .:\u00A0]*(?:al?|on|at|to|n[.º°]*)?[ .:\u00A0]*$",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /** How far before a number a word that announces it may begin. */
  private static final int ANNOUNCEMENT = 24;

  /** The length of the accounts of each country, of the registry of ISO 13616. */
  private static final Map<String, Integer> ACCOUNT_LENGTHS =
      Arrays.stream(
              ("AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18"
                      + " DO28 EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28"
                      + " IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25"
                      + " MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24"
                      + " RS22 SA24 SC31 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24"
                      + " XK20")
                  .split(" ", -1))
          .collect(
              Collectors.toMap(
                  entry -> entry.substring(0, 2), entry -> Integer.valueOf(entry.substring(2))));

  private ContactRules() {}

  /** What is found, in the order of the text; nothing overlaps. */
  static List<Found> find(String text) {
    List<Found> found = new ArrayList<>();
    addAddresses(text, found);
    addAccounts(text, found);
    addNumbers(text, found);
    found.sort(Comparator.comparingInt(Found::start));
    return found;
  }

  private static void add(List<Found> found, Found one) {
    if (found.stream().noneMatch(one::overlaps)) {
      found.add(one);
    }
  }

  private static void addAddresses(String text, List<Found> found) {
    Matcher matcher = ADDRESS.matcher(text);
    while (matcher.find()) {
      String key = matcher.group().toLowerCase(Locale.ROOT);
      add(found, new Found(matcher.start(), matcher.end(), EMAIL, key));
    }
  }

  private static void addAccounts(String text, List<Found> found) {
    Matcher matcher = ACCOUNT.matcher(text);
    int from = 0;
    while (matcher.find(from)) {
      String country = matcher.group().substring(0, 2).toUpperCase(Locale.ROOT);
      int end = end(text, matcher.start(), ACCOUNT_LENGTHS.getOrDefault(country, 0));
      String key = alphanumeric(text.substring(matcher.start(), end)).toUpperCase(Locale.ROOT);
      if (isAccount(key) && end <= matcher.end() && !continues(text, end)) {
        add(found, new Found(matcher.start(), end, IBAN, key));
      }
      from = Math.max(end, matcher.start() + 2);
    }
  }

  /** The index after so many letters and digits. */
  private static int end(String text, int start, int count) {
    int left = count;
    int end = start;
    while (left > 0 && end < text.length()) {
      left -= isAlphanumeric(text.charAt(end)) ? 1 : 0;
      end++;
    }
    return left > 0 ? start : end;
  }

  private static boolean continues(String text, int end) {
    return end < text.length() && Character.isLetterOrDigit(text.charAt(end));
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  private static String alphanumeric(String text) {
    return text.replaceAll("[^0-9A-Za-z]", "");
  }

  /** Whether the check digits are right: the number is 1 modulo 97 (ISO 7064). */
  static boolean isAccount(String account) {
    Integer length = account.length() < 2 ? null : ACCOUNT_LENGTHS.get(account.substring(0, 2));
    if (length == null || account.length() != length) {
      return false;
    }
    StringBuilder digits = new StringBuilder();
    String turned = account.substring(4) + account.substring(0, 4);
    for (int i = 0; i < turned.length(); i++) {
      digits.append(Character.digit(turned.charAt(i), 36));
    }
    return new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue() == 1;
  }

  private static void addNumbers(String text, List<Found> found) {
    Matcher matcher = NUMBER.matcher(text);
    int from = 0;
    while (matcher.find(from)) {
      int end = numberEnd(text, matcher.start(), matcher.end());
      String number = text.substring(matcher.start(), end);
      if (isNumber(
          number, text.substring(Math.max(0, matcher.start() - ANNOUNCEMENT), matcher.start()))) {
        add(found, new Found(matcher.start(), end, PHONE, international(number)));
      }
      from = end;
    }
  }

  /** A Spanish number of nine digits may be followed by another group of digits. */
  private static int numberEnd(String text, int start, int end) {
    boolean prefixed = text.startsWith("+34", start) || text.startsWith("0034", start);
    boolean national = "6789".indexOf(text.charAt(start)) >= 0;
    if (!prefixed && !national) {
      return end;
    }
    int count = national ? 9 : text.charAt(start) == '+' ? 11 : 13;
    int place = start;
    for (int digits = 0; place < end && digits < count; place++) {
      digits += Character.isDigit(text.charAt(place)) ? 1 : 0;
    }
    return place < end && Character.isDigit(text.charAt(place)) ? end : place;
  }

  private static boolean isNumber(String number, String before) {
    String digits = digits(number);
    if (number.startsWith("+") || number.startsWith("00")) {
      return digits.length() >= 8 && digits.length() <= 17;
    }
    if (NO_NUMBER.matcher(number).lookingAt()) {
      return false;
    }
    if (ANNOUNCED.matcher(before).find()) {
      return digits.length() <= 15;
    }
    boolean grouped = number.length() > digits.length() && !isGroupedByThousands(number);
    boolean usual = "06789".indexOf(digits.charAt(0)) >= 0;
    return digits.length() >= 9 && digits.length() <= 11 && (grouped || usual);
  }

  /** Such as 2.147.483.647. */
  private static boolean isGroupedByThousands(String number) {
    return number.matches("[1-5]\\d{0,2}([. \u00A0])\\d{3}(\\1\\d{3})+");
  }

  private static String digits(String number) {
    return number.replaceAll("\\D", "");
  }

  private static String international(String number) {
    String digits = digits(number);
    if (number.startsWith("+")) {
      return "+" + digits;
    }
    return digits.startsWith("00") ? "+" + digits.substring(2) : digits;
  }
}
