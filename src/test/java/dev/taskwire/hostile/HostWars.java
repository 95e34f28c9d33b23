package dev.taskwire.hostile;

import dev.taskwire.hostile.guest.Article;
import dev.taskwire.hostile.guest.HostFaults;
import dev.taskwire.hostile.guest.HostFilter;
import dev.taskwire.hostile.guest.HostJson;
import dev.taskwire.hostile.guest.HostProblems;
import dev.taskwire.hostile.guest.HostServlet;
import dev.taskwire.hostile.guest.HostTasks;
import dev.taskwire.hostile.guest.LodgerResource;
import dev.taskwire.hostile.guest.NamedApplication;
import dev.taskwire.hostile.guest.PolicyFilter;
import dev.taskwire.hostile.guest.RestApplication;
import dev.taskwire.it.tasks.EchoTask;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Applications of other people, without Taskwire's classes jar and with it. */
final class HostWars {
  private static final String PAGE =
      """
      <!DOCTYPE html><title>host</title><style>p { color: red }</style>
      <p onclick="x()">page of the host</p><script>let x = 1;</script>
      """;

  private static final String ERROR_PAGE =
      "<error-page><error-code>404</error-code><location>/oops.html</location></error-page>";

  private static final String SIGN_IN =
      """
      <security-constraint>
        <web-resource-collection>
          <web-resource-name>private</web-resource-name><url-pattern>/private/*</url-pattern>
        </web-resource-collection>
        <auth-constraint><role-name>tasks-admin</role-name></auth-constraint>
      </security-constraint>
      <login-config>
        <auth-method>FORM</auth-method><realm-name>taskwire</realm-name>
        <form-login-config>
          <form-login-page>/login.html</form-login-page>
          <form-error-page>/denied.html</form-error-page>
        </form-login-config>
      </login-config>
      <security-role><role-name>tasks-admin</role-name></security-role>
      """;

  private static final String BASIC =
      """
      <login-config>
        <auth-method>BASIC</auth-method><realm-name>taskwire</realm-name>
      </login-config>
      <security-role><role-name>tasks-admin</role-name></security-role>
      """;

  /** Whoever has signed in, by the form, may see what is private. */
  private static final String SIGNED_IN =
      SIGN_IN.replace(
          "<auth-constraint><role-name>tasks-admin</role-name>",
          "<auth-constraint><role-name>**</role-name>");

  private static final String FORM =
      """
      <!DOCTYPE html><title>Sign in</title>
      <form method="post" action="j_security_check">
        <label>Name <input name="j_username"></label>
        <label>Password <input name="j_password" type="password"></label>
        <button>Sign in</button>
      </form>
      """;

  private HostWars() {}

  /** The host as it is by itself. */
  static WebArchive alone(String name) {
    return host(name, "");
  }

  /** The same host with a guest, whose API it has moved to {@code /jobs}. */
  static WebArchive withGuest(String name) {
    String moved =
        """
        <servlet><servlet-name>dev.taskwire.rest.TaskwireApplication</servlet-name></servlet>
        <servlet-mapping>
          <servlet-name>dev.taskwire.rest.TaskwireApplication</servlet-name>
          <url-pattern>/jobs/*</url-pattern>
        </servlet-mapping>
        """;
    return guest(host(name, moved), Map.of());
  }

  /**
   * With beans of its own, as most have: Payara asks a host's resolver of JSON rules before its own
   * only where CDI is on, and with a guest it is.
   */
  private static WebArchive host(String name, String mappings) {
    return war(name, "/" + name, mappings + filter("/legacy/*") + ERROR_PAGE + SIGN_IN)
        .addClasses(Article.class, HostTasks.class, HostProblems.class, HostFaults.class)
        .addClasses(HostJson.class, HostServlet.class, HostFilter.class)
        .addClasses(RestApplication.class, NamedApplication.class)
        .addAsWebInfResource(
            new StringAsset("<beans bean-discovery-mode=\"annotated\"/>"), "beans.xml")
        .addAsWebResource(new StringAsset(PAGE), "page.html")
        .addAsWebResource(new StringAsset("<p>oops of the host</p>"), "oops.html")
        .addAsWebResource(new StringAsset("<form>sign in</form>"), "login.html")
        .addAsWebResource(new StringAsset("<p>denied</p>"), "denied.html")
        .addAsWebResource(new StringAsset("secret of the host"), "private/secret.txt")
        .addAsWebResource(new StringAsset("sum: ${1 + 2} <%= 3 %>"), "hello.jsp");
  }

  /** A host in owner mode with an application that names nothing, at any context root. */
  static WebArchive owned(String name, String contextRoot) {
    return guest(
        war(name, contextRoot, BASIC).addClasses(RestApplication.class, HostServlet.class),
        Map.of("tasks.access", "owner"));
  }

  /** A host whose resources live under ours, behind a filter without asynchronous requests. */
  static WebArchive lodger(String name, String contextRoot) {
    return guest(
        war(name, contextRoot, filter("/*"))
            .addClasses(Article.class, HostProblems.class, HostFaults.class, HostFilter.class)
            .addClass(LodgerResource.class),
        Map.of());
  }

  /** A host in owner mode, with a form to sign in and a policy of its own for every answer. */
  static WebArchive strict(String name, String contextRoot) {
    return guest(
        war(name, contextRoot, SIGNED_IN)
            .addClass(PolicyFilter.class)
            .addAsWebResource(new StringAsset(FORM), "login.html")
            .addAsWebResource(new StringAsset("<p>denied</p>"), "denied.html")
            .addAsWebResource(new StringAsset("secret of the host"), "private/secret.txt"),
        Map.of("tasks.access", "owner"));
  }

  /** Two WARs with a guest each, in one EAR where the server takes EARs: Payara Micro does not. */
  static List<Archive<?>> both() {
    WebArchive first = guest(war("first", "/first", ""), Map.of());
    WebArchive second = guest(war("second", "/second", ""), Map.of());
    // in an EAR WildFly looks for beans where it is told to
    String beans = "<beans bean-discovery-mode=\"all\"/>";
    first.addAsWebInfResource(new StringAsset(beans), "beans.xml");
    second.addAsWebInfResource(new StringAsset(beans), "beans.xml");
    return ServerCommand.isWildFly()
        ? List.of(
            ShrinkWrap.create(EnterpriseArchive.class, "both.ear").addAsModules(first, second))
        : List.of(first, second);
  }

  private static WebArchive guest(WebArchive war, Map<String, String> config) {
    Map<String, String> lines = new TreeMap<>(config);
    lines.put("config_ordinal", "1000");
    StringBuilder text = new StringBuilder();
    lines.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    return war.addClasses(EchoTask.class, EchoTask.Words.class)
        .addAsLibrary(ServerSetup.property("it.classes.jar").toFile())
        .addAsResource(new StringAsset(text.toString()), "META-INF/microprofile-config.properties");
  }

  private static WebArchive war(String name, String contextRoot, String webXml) {
    String root = "<context-root>" + contextRoot + "</context-root>";
    return ShrinkWrap.create(WebArchive.class, name + ".war")
        .addAsWebInfResource(
            new StringAsset(
                "<jboss-web>" + root + "<security-domain>taskwire</security-domain></jboss-web>"),
            "jboss-web.xml")
        .addAsWebInfResource(
            new StringAsset(
                "<glassfish-web-app>"
                    + root
                    + "<security-role-mapping><role-name>tasks-admin</role-name>"
                    + "<group-name>tasks-admin</group-name></security-role-mapping>"
                    + "</glassfish-web-app>"),
            "glassfish-web.xml")
        .addAsWebInfResource(
            new StringAsset(
                "<jboss-deployment-structure xmlns=\"urn:jboss:deployment-structure:1.3\">"
                    + "<deployment><exclusions>"
                    + "<module name=\"org.eclipse.microprofile.health.api\"/>"
                    + "</exclusions></deployment></jboss-deployment-structure>"),
            "jboss-deployment-structure.xml")
        .setWebXML(
            new StringAsset(
                "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">"
                    + webXml
                    + "</web-app>"));
  }

  private static String filter(String pattern) {
    return "<filter><filter-name>host</filter-name><filter-class>"
        + HostFilter.class.getName()
        + "</filter-class></filter><filter-mapping><filter-name>host</filter-name><url-pattern>"
        + pattern
        + "</url-pattern></filter-mapping>";
  }
}
