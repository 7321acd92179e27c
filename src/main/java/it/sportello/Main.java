package it.sportello;

final class Main {
  public static void main(String[] args) {
    System.out.println("sportello");
  }

  private Main() {}
}
