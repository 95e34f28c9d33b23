package dev.taskwire.hostile.guest;

import org.jspecify.annotations.Nullable;

/** A bean whose JSON names are as the host's rules make them. */
public class Article {
  private @Nullable String articleName;
  private @Nullable String note;
  private int unitPrice;

  public @Nullable String getArticleName() {
    return articleName;
  }

  public void setArticleName(@Nullable String articleName) {
    this.articleName = articleName;
  }

  public @Nullable String getNote() {
    return note;
  }

  public void setNote(@Nullable String note) {
    this.note = note;
  }

  public int getUnitPrice() {
    return unitPrice;
  }

  public void setUnitPrice(int unitPrice) {
    this.unitPrice = unitPrice;
  }
}
