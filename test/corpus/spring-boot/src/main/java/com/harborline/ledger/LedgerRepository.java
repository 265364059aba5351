package com.harborline.ledger;

import java.math.BigDecimal;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

@Repository
public class LedgerRepository {

  private final JdbcTemplate jdbc;

  public LedgerRepository(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Balances by account; the driver is {@code com.databricks.client.jdbc.Driver}. */
  public List<BigDecimal> balances(String account) {
    return jdbc.query(
        "SELECT balance FROM main.ledger.accounts WHERE id = ?",
        (row, index) -> row.getBigDecimal(1),
        account);
  }
}
