package dev.taskwire.docs;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** {@code /api/ended/{id}}: what the recipe wrote of a task; its table is made at the start. */
@Path("ended")
@Singleton
@Startup
public class EndedResource {
  @Resource(lookup = "java:comp/DefaultDataSource")
  private DataSource database;

  @PostConstruct
  void createTable() {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists ended");
      statement.execute("create table ended (task_id varchar(64), how varchar(32))");
    } catch (SQLException e) {
      throw new IllegalStateException("The table could not be made.", e);
    }
  }

  /** How the task ended, or nothing. */
  @GET
  @Path("{id}")
  public String how(@PathParam("id") String id) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement("select how from ended where task_id = ?")) {
      query.setString(1, id);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? rows.getString(1) : "";
      }
    }
  }
}
