package dev.taskwire.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;

/** The rules, for the packages below one root. Immutable. */
final class Rules {
  private final String root;

  Rules(String root) {
    this.root = root;
  }

  ArchRule packagesHaveNoCycles() {
    return slices().matching(root + ".(*)..").should().beFreeOfCycles();
  }

  ArchRule apiKnowsNothingOfOurs() {
    return noClasses()
        .that()
        .resideInAPackage(root)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            packages("json", "settings", "stream", "engine", "rest", "data", "demo"));
  }

  ArchRule apiDoesNotLog() {
    return noClasses()
        .that()
        .resideInAPackage(root)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.logging");
  }

  ArchRule jsonKnowsTheApiOnly() {
    return mustNotKnow("json", "stream", "engine", "rest", "data", "demo");
  }

  ArchRule streamKnowsNothingOfTheEngine() {
    return mustNotKnow("stream", "engine", "rest", "data", "demo");
  }

  ArchRule engineKnowsNothingOfHttp() {
    return mustNotKnow("engine", "rest", "data", "demo");
  }

  ArchRule restKnowsNoExample() {
    return mustNotKnow("rest", "data", "demo");
  }

  ArchRule examplesUseTheApi() {
    return noClasses()
        .that()
        .resideInAnyPackage(packages("data", "demo"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages("engine", "stream"));
  }

  /**
   * What is public in the core is used from another package, made by the container, or, like the
   * listener, there for packages that listen.
   */
  ArchRule coreIsPublicByNeedOnly() {
    return classes()
        .that()
        .resideInAnyPackage(packages("engine", "settings", "stream"))
        .and()
        .arePublic()
        .and()
        .areTopLevelClasses()
        .and()
        .doNotHaveSimpleName("package-info")
        .and()
        .doNotHaveSimpleName("TaskListener")
        .and()
        .doNotHaveSimpleName("TaskFacts")
        .and()
        .areNotAnnotatedWith("jakarta.ejb.Singleton")
        .and()
        .areNotAnnotatedWith("jakarta.servlet.annotation.WebListener")
        .should(beUsedFromAnotherPackage());
  }

  /** Only what a container makes takes what it needs through its fields. */
  ArchRule coreIsConstructed() {
    return fields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAnyPackage(packages("engine", "stream", "json"))
        .and()
        .areDeclaredInClassesThat()
        .areNotAnnotatedWith("jakarta.ejb.Singleton")
        .and()
        .areDeclaredInClassesThat()
        .areNotAnnotatedWith("jakarta.enterprise.context.Dependent")
        .and()
        .areDeclaredInClassesThat()
        .areNotAnnotatedWith("jakarta.servlet.annotation.WebListener")
        .should()
        .notBeAnnotatedWith("jakarta.inject.Inject")
        .andShould()
        .notBeAnnotatedWith("jakarta.ejb.EJB");
  }

  private ArchRule mustNotKnow(String who, String... others) {
    return noClasses()
        .that()
        .resideInAnyPackage(packages(who))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages(others));
  }

  private String[] packages(String... names) {
    List<String> packages = new ArrayList<>();
    for (String name : names) {
      packages.add(root + "." + name + "..");
    }
    return packages.toArray(String[]::new);
  }

  private static ArchCondition<JavaClass> beUsedFromAnotherPackage() {
    return new ArchCondition<>("be used from another package") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean used =
            type.getDirectDependenciesToSelf().stream()
                .anyMatch(
                    use -> !use.getOriginClass().getPackageName().equals(type.getPackageName()));
        if (!used) {
          events.add(SimpleConditionEvent.violated(type, type.getName() + " is public"));
        }
      }
    };
  }
}
