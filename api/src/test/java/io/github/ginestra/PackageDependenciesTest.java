package io.github.ginestra;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The packages of this module depend on each other in one direction. */
class PackageDependenciesTest {
  private static final String ROOT = "io.github.ginestra";

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("test-classes"))
          .importPackages(ROOT);

  @Test
  void there_are_no_cyclic_dependencies() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void shared_packages_know_no_kind_of_model() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            ROOT + ".classification..",
            ROOT + ".language..",
            ROOT + ".selection..",
            ROOT + ".tagging..")
        .and()
        .resideOutsideOfPackage(ROOT + ".export..") // exports what a selection brings
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOT + ".classification..",
            ROOT + ".language..",
            ROOT + ".selection..",
            ROOT + ".tagging..")
        .check(MAIN);
  }

  @Test
  void kinds_of_models_do_not_depend_on_each_other() {
    List<String> kinds =
        List.of(ROOT + ".classification..", ROOT + ".language..", ROOT + ".tagging..");
    for (String kind : kinds) {
      String[] others = kinds.stream().filter(other -> !other.equals(kind)).toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(kind)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others)
          .check(MAIN);
    }
  }

  @Test
  void networks_know_neither_engines_nor_trainings() {
    classes()
        .that()
        .resideInAPackage(ROOT + ".network")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            ROOT + ".network", ROOT + ".internal", "java..", "org.jspecify.annotations")
        .check(MAIN);
  }

  @Test
  void the_root_package_is_empty_but_for_its_documentation() {
    assertThat(MAIN.stream().filter(c -> c.getPackageName().equals(ROOT)).map(c -> c.getName()))
        .allMatch(name -> name.endsWith(".package-info"));
  }
}
