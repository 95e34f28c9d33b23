package dev.taskwire.architecture;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The structure holds; and each rule can fail, as the fixture shows. */
class ArchitectureTest {
  private static final String ROOT = "dev.taskwire";
  private static final String FIXTURE = ROOT + ".architecture.fixture";

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(FIXTURE);

  static Stream<Arguments> rules() {
    return Stream.of(
        rule("packages have no cycles", Rules::packagesHaveNoCycles),
        rule("the API knows nothing of ours", Rules::apiKnowsNothingOfOurs),
        rule("the test kit knows the API only", Rules::kitKnowsTheApiOnly),
        rule("nothing knows the test kit", Rules::nothingKnowsTheKit),
        rule("the API does not log", Rules::apiDoesNotLog),
        rule("json knows the API only", Rules::jsonKnowsTheApiOnly),
        rule("nothing looks for JSON providers", Rules::nothingLooksForJsonProviders),
        rule("log knows nothing of streams", Rules::logKnowsNothingOfStreams),
        rule("connection knows nothing of ours", Rules::connectionKnowsNothingOfOurs),
        rule("the parts know nothing of the engine", Rules::partsKnowNothingOfTheEngine),
        rule("protocol knows no other room", Rules::protocolKnowsNoOtherRoom),
        rule("membership knows no engine", Rules::membershipKnowsNoEngineInParticular),
        rule("loss knows no engine", Rules::lossKnowsNoEngineInParticular),
        rule("redis knows the protocol only", Rules::redisKnowsTheProtocolOnly),
        rule("engine knows nothing of HTTP", Rules::engineKnowsNothingOfHttp),
        rule("problem knows no other room", Rules::problemKnowsNoOtherRoom),
        rule("body knows problems only", Rules::bodyKnowsProblemsOnly),
        rule("edge knows no start", Rules::edgeKnowsNoStart),
        rule("start knows no resource", Rules::startKnowsNoResource),
        rule("rest knows no example", Rules::restKnowsNoExample),
        rule("examples use the API", Rules::examplesUseTheApi),
        rule("the core is public by need only", Rules::coreIsPublicByNeedOnly),
        rule("the core is constructed", Rules::coreIsConstructed));
  }

  private static Arguments rule(String name, Function<Rules, ArchRule> rule) {
    return arguments(name, rule);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void product_keepsTheRule(String name, Function<Rules, ArchRule> rule) {
    rule.apply(new Rules(ROOT)).because(name).check(PRODUCT);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void fixture_breaksTheRule(String name, Function<Rules, ArchRule> rule) {
    ArchRule broken = rule.apply(new Rules(FIXTURE)).because(name);
    assertThrows(AssertionError.class, () -> broken.check(BROKEN));
  }
}
