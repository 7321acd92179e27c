package it.sportello;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The rules of the building: who may know whom, and what nobody may do.
@AnalyzeClasses(packages = "it.sportello", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] CORE = {
    "it.sportello.base..",
    "it.sportello.contact..",
    "it.sportello.operator..",
    "it.sportello.routing..",
    "it.sportello.escalation..",
    "it.sportello.customer..",
    "it.sportello.schedule..",
    "it.sportello.journal",
    "it.sportello.desk..",
    "it.sportello.history..",
    "it.sportello.indicator..",
    "it.sportello.forecast..",
    "it.sportello.simulation..",
    "it.sportello.telephony",
    "it.sportello.mail",
    "it.sportello.scan",
    "it.sportello.knowledge"
  };
  private static final String[] ADAPTERS = {
    "it.sportello.store..",
    "it.sportello.web..",
    "it.sportello.telephony.ami..",
    "it.sportello.mail.dkim..",
    "it.sportello.mail.door..",
    "it.sportello.mail.imap..",
    "it.sportello.mail.smtp..",
    "it.sportello.mail.mime..",
    "it.sportello.mail.pec..",
    "it.sportello.mail.wire..",
    "it.sportello.mail.embedded..",
    "it.sportello.knowledge.lucene..",
    "it.sportello.scan.clamd..",
    "it.sportello.config.."
  };

  @ArchTest
  void sawTheCode(JavaClasses all) {
    assertTrue(all.size() > 100, () -> "only " + all.size() + " classes");
  }

  @ArchTest
  void packagesHaveNoCycles(JavaClasses all) {
    slices().matching("it.sportello.(*)..").should().beFreeOfCycles().check(all);
  }

  @ArchTest
  void theCoreKnowsNoAdapter(JavaClasses all) {
    noClasses()
        .that()
        .resideInAnyPackage(CORE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ADAPTERS)
        .because("the core hands everything over through ports")
        .check(all);
  }

  @ArchTest
  void theCoreKnowsNoEdge(JavaClasses all) {
    noClasses()
        .that()
        .resideInAnyPackage(CORE)
        .should()
        .dependOnClassesThat(resideInAnyPackage("it.sportello.edge.."))
        .check(all);
  }

  @ArchTest
  void baseKnowsNothingOfOurs(JavaClasses all) {
    noClasses()
        .that()
        .resideInAPackage("it.sportello.base..")
        .should()
        .dependOnClassesThat(ours("it.sportello.base.."))
        .check(all);
  }

  @ArchTest
  void observeKnowsOnlyBase(JavaClasses all) {
    noClasses()
        .that()
        .resideInAPackage("it.sportello.observe..")
        .should()
        .dependOnClassesThat(ours("it.sportello.base..", "it.sportello.observe.."))
        .allowEmptyShould(true)
        .check(all);
  }

  private static DescribedPredicate<JavaClass> ours(String... except) {
    return resideInAnyPackage("it.sportello..")
        .and(DescribedPredicate.not(resideInAnyPackage(except)));
  }

  @ArchTest
  void eachLibraryHasItsPlace(JavaClasses all) {
    only(
        all,
        "io.netty..",
        "it.sportello.web.server..",
        "it.sportello.web.live..",
        "it.sportello.web.sip..");
    only(all, "org.mapdb..", "it.sportello.store.mapdb..");
    only(all, "org.apache.lucene..", "it.sportello.knowledge.lucene..");
    only(all, "org.asteriskjava..", "it.sportello.telephony.ami..");
    String[] mail = {
      "it.sportello.mail.mime..",
      "it.sportello.mail.imap..",
      "it.sportello.mail.smtp..",
      "it.sportello.mail.embedded..",
      "it.sportello.mail.wire.."
    };
    only(all, "jakarta.mail..", mail);
    only(all, "org.eclipse.angus..", mail);
    only(all, "com.icegreen..", "it.sportello.mail.embedded..");
    only(all, "org.bouncycastle..", "it.sportello.mail.pec..", "it.sportello.mail.dkim..");
    only(all, "org.apache.poi..", "it.sportello.mail.mime..");
    only(all, "java.sql..", "it.sportello.store.postgres..");
  }

  private static void only(JavaClasses all, String library, String... places) {
    noClasses()
        .that()
        .resideOutsideOfPackages(places)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .because("it belongs to " + String.join(", ", places))
        .check(all);
  }

  @ArchTest
  void decisionsAreTakenWithoutClockThreadOrLogger(JavaClasses all) {
    noClasses()
        .that()
        .haveNameMatching(
            ".*(Life|Matcher|Fold)|it\\.sportello\\.desk\\.(Desk|Turn|Timers|Intake|Phone|Work)")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.time\\.(Clock|InstantSource)|java\\.lang\\.Thread|java\\.util\\.Random"
                + "|java\\.util\\.concurrent\\..*|org\\.slf4j\\..*|java\\.io\\..*|java\\.nio\\..*")
        .because("a decision is a function of what comes in with the command")
        .check(all);
  }

  @ArchTest
  void onlyTheAppReadsTheClock(JavaClasses all) {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("it.sportello.App")
        .and()
        .doNotHaveFullyQualifiedName("it.sportello.Main")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(Clock.class, "systemDefaultZone")
        .because("time comes in as a java.time.InstantSource: App passes it on")
        .check(all);
  }

  @ArchTest
  void namesSayWhatAClassDoes(JavaClasses all) {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .orShould()
        .haveSimpleNameEndingWith("Data")
        .orShould()
        .haveSimpleNameEndingWith("Info")
        .orShould()
        .haveSimpleNameEndingWith("Base")
        .orShould()
        .haveSimpleNameStartingWith("Abstract")
        .because("a plural owns many, a verb-noun pair does one thing")
        .check(all);
  }

  @ArchTest
  void nothingStaticChanges(JavaClasses all) {
    fields().that().areStatic().should(notChange()).check(all);
  }

  private static ArchCondition<JavaField> notChange() {
    return new ArchCondition<>("be final") {
      @Override
      public void check(JavaField field, ConditionEvents events) {
        boolean fixed =
            field.getModifiers().contains(JavaModifier.FINAL)
                || field.getModifiers().contains(JavaModifier.SYNTHETIC);
        events.add(new SimpleConditionEvent(field, fixed, field.getFullName() + " is not final"));
      }
    };
  }

  @ArchTest
  void classesAreFinalUnlessTheyAreSealedOrPorts(JavaClasses all) {
    classes()
        .that()
        .areNotInterfaces()
        .and()
        .areNotEnums()
        .and()
        .areNotAnonymousClasses()
        .and()
        .doNotHaveModifier(JavaModifier.ABSTRACT)
        .and(
            DescribedPredicate.describe(
                "are not meant to be extended", c -> c.getAllSubclasses().isEmpty()))
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(all);
  }

  @ArchTest
  void theArchitectureNamesEveryPackageAndInventsNone(JavaClasses all) throws IOException {
    Set<String> there =
        all.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> name.startsWith("it.sportello."))
            .map(name -> name.substring("it.sportello.".length()))
            .collect(Collectors.toCollection(TreeSet::new));
    String table =
        Files.readString(Path.of("ARCHITECTURE.md"))
            .lines()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.substring(1, line.indexOf('|', 1)))
            .collect(Collectors.joining());
    Set<String> named =
        Pattern.compile("`([a-z.]+)`")
            .matcher(table)
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(there, named);
  }

  @ArchTest
  void everyPackageSaysWhereToStart(JavaClasses all) throws IOException {
    Path root = Path.of("src/main/java");
    List<Path> packages;
    try (Stream<Path> files = Files.walk(root)) {
      packages =
          files
              .filter(f -> f.toString().endsWith(".java"))
              .map(Path::getParent)
              .distinct()
              .sorted()
              .toList();
    }
    assertTrue(packages.size() > 10);
    List<String> silent =
        packages.stream()
            .filter(p -> !introduces(p))
            .map(p -> root.relativize(p).toString())
            .toList();
    assertEquals(List.of(), silent, "packages without @NullMarked and \"Start reading at\"");
  }

  private static boolean introduces(Path folder) {
    Path text = folder.resolve("package-info.java");
    try {
      String said = Files.exists(text) ? Files.readString(text) : "";
      return said.contains("@NullMarked") && said.contains("Start reading at");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
