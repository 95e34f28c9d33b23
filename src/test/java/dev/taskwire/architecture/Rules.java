package dev.taskwire.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
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
import java.util.stream.Stream;

/** The rules, for the packages below one root. Immutable. */
final class Rules {
  /** The rooms of HTTP, each of which may know those before it, and the examples. */
  private static final String[] HTTP = {
    "problem", "body", "edge", "page", "start", "rest", "data", "demo"
  };

  /** What the engine is made of: none of it knows how it is put together. */
  private static final String[] PARTS = {
    "connection", "settings", "log", "stream", "thread", "type", "lifecycle", "sharing"
  };

  private final String root;

  Rules(String root) {
    this.root = root;
  }

  ArchRule packagesHaveNoCycles() {
    return slices().matching(root + ".(**)").should().beFreeOfCycles();
  }

  ArchRule apiKnowsNothingOfOurs() {
    return noClasses()
        .that()
        .resideInAPackage(root)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages(with(with(HTTP, PARTS), "json", "engine")));
  }

  /** Its users have no other jar on their tests' class path. */
  ArchRule kitKnowsTheApiOnly() {
    return classes()
        .that()
        .resideInAPackage(root + ".testing")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(root, root + ".testing", "java..", "org.jspecify..");
  }

  ArchRule nothingKnowsTheKit() {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackage(root + ".testing")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(root + ".testing");
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
    return mustNotKnow("json", with(with(HTTP, PARTS), "engine"));
  }

  /** It looks for a provider on the class path at each call. */
  ArchRule nothingLooksForJsonProviders() {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("jakarta.json.Json");
  }

  ArchRule logKnowsNothingOfStreams() {
    return mustNotKnow("log", with(HTTP, "stream", "engine"));
  }

  ArchRule connectionKnowsNothingOfOurs() {
    return noClasses()
        .that()
        .resideInAPackage(root + ".connection")
        .should()
        .dependOnClassesThat(
            resideInAPackage(root + "..").and(resideOutsideOfPackage(root + ".connection")));
  }

  /** An engine that is not Redis may lose what it had as well. */
  ArchRule lossKnowsNoEngineInParticular() {
    return mustNotKnow("cluster.loss", with(HTTP, "cluster.redis"));
  }

  ArchRule partsKnowNothingOfTheEngine() {
    return noClasses()
        .that()
        .resideInAnyPackage(packages(PARTS))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages(with(HTTP, "engine", "cluster")));
  }

  ArchRule protocolKnowsNoOtherRoom() {
    return mustNotKnow(
        "cluster.protocol",
        with(with(HTTP, PARTS), "engine", "cluster.membership", "cluster.redis"));
  }

  ArchRule membershipKnowsNoEngineInParticular() {
    return mustNotKnow("cluster.membership", with(HTTP, "cluster.redis"));
  }

  ArchRule redisKnowsTheProtocolOnly() {
    return mustNotKnow("cluster.redis", with(with(HTTP, PARTS), "engine", "cluster.membership"));
  }

  ArchRule engineKnowsNothingOfHttp() {
    return mustNotKnow("engine", HTTP);
  }

  ArchRule problemKnowsNoOtherRoom() {
    return mustNotKnow("problem", "body", "edge", "page", "start", "rest", "data", "demo");
  }

  ArchRule bodyKnowsProblemsOnly() {
    return mustNotKnow("body", "edge", "start", "rest", "data", "demo");
  }

  ArchRule edgeKnowsNoStart() {
    return mustNotKnow("edge", "start", "rest", "data", "demo");
  }

  ArchRule startKnowsNoResource() {
    return mustNotKnow("start", "rest", "data", "demo");
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
        .resideInAnyPackage(
            packages(
                "engine",
                "connection",
                "log",
                "stream",
                "thread",
                "type",
                "lifecycle",
                "sharing",
                "cluster"));
  }

  /**
   * What is public in the core and in the rooms below the resources is used from another package,
   * made by the container, or, like the listener, there for packages that listen.
   */
  ArchRule coreIsPublicByNeedOnly() {
    return classes()
        .that()
        .resideInAnyPackage(
            packages(
                "engine",
                "connection",
                "settings",
                "log",
                "stream",
                "cluster",
                "problem",
                "body",
                "edge",
                "start"))
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
        .and()
        .areNotAssignableTo("jakarta.enterprise.inject.spi.Extension")
        .and()
        .areNotAssignableTo("jakarta.servlet.ServletContainerInitializer")
        .and()
        .areNotAssignableTo("jakarta.servlet.http.HttpServlet")
        .and()
        .areNotAssignableTo("dev.taskwire.sharing.SharedTasksFactory") // by a ServiceLoader
        .should(beUsedFromAnotherPackage());
  }

  /** Only what a container makes takes what it needs through its fields. */
  ArchRule coreIsConstructed() {
    return fields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAnyPackage(packages(with(PARTS, "engine", "json")))
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

  private static String[] with(String[] names, String... more) {
    return Stream.concat(Stream.of(names), Stream.of(more)).toArray(String[]::new);
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
