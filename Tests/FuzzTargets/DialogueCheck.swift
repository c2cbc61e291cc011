import PropertyTesting

/// Takes the input for the decisions of a client that keeps to a protocol, whose first is which one.
///
/// Bytes alone stay shallow: a fuzzer seldom comes upon two messages with a chunk and a stuffed dot. Here every input is
/// a whole dialogue, and what must come of it is known.
enum DialogueCheck {
  static func run(_ input: [UInt8]) throws(Finding) {
    var choices = Choices(input)
    switch choices.number(upTo: 3) {
    case 0: try SMTPDialogue.run(&choices)
    case 1: try HTTPDialogue.run(&choices)
    case 2: try WebSocketDialogue.run(&choices)
    default: try HeaderFieldsCheck.run(&choices)
    }
  }
}
