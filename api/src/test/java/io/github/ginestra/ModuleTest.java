package io.github.ginestra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ginestra.internal.Library;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ModuleTest {
  private static final String INTERNAL = "io.github.ginestra.internal";

  private static ModuleDescriptor module() throws Exception {
    Path classes =
        Path.of(Library.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return ModuleFinder.of(classes).findAll().iterator().next().descriptor();
  }

  @Test
  void every_package_is_exported_to_all_but_the_internal_ones() throws Exception {
    Set<String> open =
        module().exports().stream()
            .filter(exports -> !exports.isQualified())
            .map(ModuleDescriptor.Exports::source)
            .collect(Collectors.toSet());
    assertThat(open)
        .isEqualTo(
            module().packages().stream()
                .filter(name -> !(name + ".").startsWith(INTERNAL + "."))
                .filter(name -> !name.equals("io.github.ginestra")) // empty
                .collect(Collectors.toSet()));
  }

  @Test
  void the_module_has_the_name_of_its_root_package() throws Exception {
    assertThat(module().name()).isEqualTo("io.github.ginestra");
  }
}
