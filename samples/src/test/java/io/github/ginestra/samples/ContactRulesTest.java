package io.github.ginestra.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactRulesTest {

  private static List<String> found(String text) {
    return ContactRules.find(text).stream()
        .map(found -> found.type() + " " + text.substring(found.start(), found.end()))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ana.perez@correo.es",
        "Ana_Perez+compras@mail.example.co.uk",
        "info@peñablanca.es",
        "o'neill@example.org"
      })
  void an_address_is_found_without_what_stands_around_it(String address) {
    assertThat(found("Escriba a <" + address + ">.")).containsExactly("EMAIL " + address);
    assertThat(found(address + ", gracias")).containsExactly("EMAIL " + address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ana@", "@ana", "ana@correo", "a @ b.es", "ana@@correo.es"})
  void what_only_resembles_an_address_stays(String text) {
    assertThat(found(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+34 600 123 456",
        "0034600123456",
        "600123456",
        "600.123.456",
        "91 555 12 34",
        "(91) 555-12-34",
        "+39 06 1234 5678",
        "+44 (0)20 7946 0958",
        "06-12-34-56-78",
        "555-123-4567"
      })
  void a_telephone_number_is_found(String number) {
    assertThat(found("Llame al " + number + ", por favor")).containsExactly("PHONE " + number);
    assertThat(found(number)).containsExactly("PHONE " + number);
  }

  @Test
  void a_short_number_is_one_if_a_word_says_so() {
    assertThat(found("tel. 555-1234")).containsExactly("PHONE 555-1234");
    assertThat(found("Teléfono: 555 1234")).containsExactly("PHONE 555 1234");
    assertThat(found("el modelo 555-1234")).isEmpty();
  }

  @Test
  void a_number_ends_before_the_next_one() {
    assertThat(found("600 123 456 10 veces")).containsExactly("PHONE 600 123 456");
    assertThat(found("600123456/611223344")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "29/11/2026 10:30",
        "2026-11-29",
        "1.234.567,89 euros",
        "2.147.483.647",
        "3,14159265358",
        "en 1914-1918",
        "12345678Z",
        "1234 5678 9012 3456",
        "10 personas",
        "192.168.10.200"
      })
  void dates_amounts_and_other_numbers_stay(String text) {
    assertThat(found(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ES91 2100 0418 4502 0005 1332",
        "ES9121000418450200051332",
        "es9121000418450200051332",
        "DE89-3704-0044-0532-0130-00",
        "GB82 WEST 1234 5698 7654 32",
        "NO93 8601 1117 947"
      })
  void an_account_is_found_to_its_end(String account) {
    assertThat(found("IBAN " + account + " es de Ana")).containsExactly("IBAN " + account);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ES91 2100 0418 4502 0005 1333",
        "ES91 2100 0418 4502",
        "XX82 WEST 1234 5698 7654 32"
      })
  void an_account_with_wrong_check_digits_or_of_no_country_is_none(String text) {
    assertThat(found(text)).noneMatch(one -> one.startsWith("IBAN"));
  }

  @ParameterizedTest
  @CsvSource({
    "+34 600 123 456, 0034600123456",
    "Ana@Correo.es, ana@correo.ES",
    "ES91 2100 0418 4502 0005 1332, es9121000418450200051332"
  })
  void the_same_written_otherwise_has_the_same_key(String one, String other) {
    assertThat(ContactRules.find(one).get(0).key())
        .isEqualTo(ContactRules.find(other).get(0).key());
  }

  @Test
  void long_texts_of_one_kind_of_character_are_read_in_linear_time() {
    for (String unit : List.of("a", "1", "a.", "1 ", "ES91 ", "@")) {
      assertThat(ContactRules.find(unit.repeat(200_000))).isNotNull();
    }
  }
}
