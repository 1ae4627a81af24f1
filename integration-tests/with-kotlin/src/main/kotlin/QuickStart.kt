import io.github.ginestra.classification.Classifiers
import io.github.ginestra.data.Example
import io.github.ginestra.data.Examples

fun main() {
  val examples =
    Examples.of(
      Example("spam", "WINNER!! Claim your prize now"),
      Example("spam", "You have won a free phone, call 09061701461"),
      Example("spam", "Free entry: text WIN to 80080"),
      Example("spam", "Claim your free gift card today"),
      Example("ham", "Shall we meet for lunch at one?"),
      Example("ham", "Running late, see you in ten minutes"),
      Example("ham", "Thanks for dinner, it was lovely"),
      Example("ham", "Can you bring the keys home?"))
  Classifiers.spam().train(examples).use { spam ->
    println(spam.classify("Call now to claim your free prize").label())
  }
}
