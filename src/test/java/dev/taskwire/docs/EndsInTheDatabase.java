package dev.taskwire.docs;

// region row
import dev.taskwire.OfType;
import dev.taskwire.TaskEvent;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Writes a row for each thumbnail task that has ended. */
@ApplicationScoped
public class EndsInTheDatabase {
  @Resource(lookup = "java:comp/DefaultDataSource")
  private DataSource database;

  void on(@ObservesAsync @OfType("thumbnails") TaskEvent event) throws SQLException {
    if (!event.eventType().isTerminal()) {
      return;
    }
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement("insert into ended (task_id, how) values (?, ?)")) {
      insert.setString(1, event.taskId());
      insert.setString(2, event.eventType().wireName());
      insert.executeUpdate();
    }
  }
}
// endregion
