package dev.taskwire.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskType;
import java.lang.reflect.ParameterizedType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskTypesTest {
  @SafeVarargs
  @SuppressWarnings("varargs")
  private static TaskTypes of(Class<? extends BaseTask<?, ?>>... classes) {
    return TaskTypes.of(List.of(classes), key -> key.equals("on"));
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private static String refusal(Class<? extends BaseTask<?, ?>>... classes) {
    return assertThrows(IllegalStateException.class, () -> of(classes)).getMessage();
  }

  @Test
  void of_annotatedClass_isFoundByName() {
    TaskTypes types = of(Report.class, Plain.class);
    assertEquals(
        new RegisteredType(
            "report", Report.class, String.class, Duration.ofMinutes(10), "Writes.", false),
        types.find("report"));
    assertNull(types.find("Plain"));
    assertNull(types.find("REPORT"));
    assertEquals(List.of(types.find("report")), List.copyOf(types.all()));
  }

  @Test
  void of_sameName_isRefusedUnlessItIsTheSameClass() {
    assertEquals(1, of(Report.class, Report.class).all().size());
    assertEquals(
        "The task type \"report\" is declared twice, by "
            + Report.class.getName()
            + " and by "
            + OtherReport.class.getName()
            + ".",
        refusal(Report.class, OtherReport.class));
  }

  @Test
  void with_others_isBothUnlessANameIsUsedTwice() {
    assertEquals("report", of(Report.class).with(of(Report.class, Plain.class)).names());
    TaskTypes one = of(Report.class);
    TaskTypes other = of(OtherReport.class);
    assertThrows(IllegalStateException.class, () -> one.with(other));
  }

  @Test
  void of_badName_isRefused() {
    assertEquals(
        "The task type \"no spaces\" of "
            + BadName.class.getName()
            + " must be 1 to 64 letters, digits, '-', '_' or '.'.",
        refusal(BadName.class));
  }

  @Test
  void of_badTimeout_isRefused() {
    assertEquals(
        "The timeout \"10 minutes\" of the task type \"slow\" ("
            + BadTimeout.class.getName()
            + ") must be an ISO-8601 duration such as PT10M.",
        refusal(BadTimeout.class));
    assertEquals(
        "The timeout \"-PT1S\" of the task type \"back\" ("
            + NegativeTimeout.class.getName()
            + ") must be an ISO-8601 duration such as PT10M.",
        refusal(NegativeTimeout.class));
  }

  @Test
  void of_abstractClass_isRefused() {
    assertEquals(
        "The task type \"idea\" is declared by " + Idea.class.getName() + ", which is abstract.",
        refusal(Idea.class));
  }

  @Test
  void of_disabledType_isNotThere() {
    assertNull(of(Off.class).find("off"));
    assertEquals("on", of(On.class).find("on").name());
  }

  @Test
  void paramsType_throughGenericClasses_isFound() {
    ParameterizedType list = (ParameterizedType) TaskKind.of(Deep.class).paramsType();
    assertEquals(List.class, list.getRawType());
    assertEquals(Integer.class, list.getActualTypeArguments()[0]);
    assertEquals(Integer.class, TaskKind.of(Swapped.class).paramsType());
    assertEquals(Object.class, TaskKind.of(Middle.class).paramsType());
  }

  @Test
  void name_withoutAnnotation_isTheSimpleNameOfTheAuthorsClass() {
    assertEquals("Plain", TaskKind.of(Plain.class).name());
    assertEquals("Plain", TaskKind.of(new Plain() {}.getClass()).name());
    assertEquals(
        "anonymous",
        TaskKind.of(
                new BaseTask<Void, Void>() {
                  @Override
                  public Void execute(ProgressHandle progress, Void params) {
                    return null;
                  }
                }.getClass())
            .name());
  }

  @Test
  void name_ofADerivedClass_isTheOneThatWasDeclared() {
    assertEquals("report", TaskKind.of(new Report() {}.getClass()).name());
    assertEquals(Duration.ofMinutes(10), TaskKind.of(new Report() {}.getClass()).timeout());
  }

  private static class Plain extends BaseTask<String, String> {
    @Override
    public String execute(ProgressHandle progress, String params) {
      return params;
    }
  }

  @TaskType(value = "report", timeout = "PT10M", description = "Writes.")
  private static class Report extends Plain {}

  @TaskType("report")
  private static final class OtherReport extends Plain {}

  @TaskType("no spaces")
  private static final class BadName extends Plain {}

  @TaskType(value = "slow", timeout = "10 minutes")
  private static final class BadTimeout extends Plain {}

  @TaskType(value = "back", timeout = "-PT1S")
  private static final class NegativeTimeout extends Plain {}

  @TaskType("idea")
  private abstract static class Idea extends Plain {}

  @TaskType(value = "off", enabledBy = "off")
  private static final class Off extends Plain {}

  @TaskType(value = "on", enabledBy = "on")
  private static final class On extends Plain {}

  private static class Middle<R, Q> extends BaseTask<Q, Map<R, Q>> {
    @Override
    public Map<R, Q> execute(ProgressHandle progress, Q params) {
      return Map.of();
    }
  }

  private static class Swapped<T> extends Middle<T, Integer> {}

  private static final class Deep extends Middle<String, List<Integer>> {}
}
