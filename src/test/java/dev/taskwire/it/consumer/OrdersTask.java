package dev.taskwire.it.consumer;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import jakarta.annotation.Resource;
import jakarta.transaction.UserTransaction;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Writes orders into the server's default database, some in a transaction that is rolled back. */
public class OrdersTask extends BaseTask<Integer, OrdersTask.Kept> {
  @Resource(lookup = "java:comp/DefaultDataSource")
  private DataSource database;

  @Resource private UserTransaction transaction;

  /** How many orders are in the database at the end. */
  public record Kept(int orders) {}

  @Override
  public Kept execute(ProgressHandle progress, Integer orders) throws Exception {
    run("drop table if exists orders");
    run("create table orders (number int)");
    transaction.begin();
    insert(orders);
    transaction.commit();
    progress.sendProgress("Committed", 0.5);
    transaction.begin();
    insert(orders);
    transaction.rollback();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("select count(*) from orders")) {
      count.next();
      return new Kept(count.getInt(1));
    }
  }

  private void insert(int orders) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (int number = 0; number < orders; number++) {
        statement.executeUpdate("insert into orders values (" + number + ")");
      }
    }
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
