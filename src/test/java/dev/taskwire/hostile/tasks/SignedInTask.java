package dev.taskwire.hostile.tasks;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskType;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import org.jspecify.annotations.Nullable;

/**
 * Leaves on its thread what it can: a sign-in, where the server has a way to do so without a
 * request, and a transaction. Its result is the name under which it then calls an EJB.
 */
@Dependent
@TaskType("signed-in")
public class SignedInTask extends BaseTask<@Nullable Void, String> {
  @Inject private WhoAmI whoAmI;
  @Resource private UserTransaction transaction;

  @Override
  public String execute(ProgressHandle progress, @Nullable Void params) throws Exception {
    signIn();
    transaction.begin();
    return whoAmI.caller();
  }

  /** Payara has one for any thread; WildFly signs in requests only, or the body of one call. */
  private static void signIn() throws ReflectiveOperationException {
    Class<?> login;
    try {
      login = Class.forName("com.sun.enterprise.security.ee.auth.login.ProgrammaticLogin");
    } catch (ClassNotFoundException noSuchWay) {
      return;
    }
    login
        .getMethod("login", String.class, char[].class, String.class, boolean.class)
        .invoke(
            login.getConstructor().newInstance(),
            "alice",
            "change-me-alice".toCharArray(),
            "taskwire",
            true);
  }
}
