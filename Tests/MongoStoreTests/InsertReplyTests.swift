import MongoStore
import Testing

@Suite struct `A server's word about a write of many parts` {
  /// A reply that counts `inserted`, and has these errors.
  private static func reply(
    _ inserted: Int64,
    _ errors: [(index: Int64, code: Int32)] = [],
    of count: Int,
    _ more: (inout BSONWriter) -> Void = { _ in }
  ) throws -> InsertReply {
    let bytes = BSONWriter.document { writer in
      writer.int64("insertedCount", inserted)
      if !errors.isEmpty {
        writer.array("writeErrors") { writer in
          for (place, error) in errors.enumerated() {
            writer.document(.index(place)) { writer in
              writer.int64("index", error.index)
              writer.int32("code", error.code)
            }
          }
        }
      }
      more(&writer)
    }
    return InsertReply(try BSONReader.read(bytes.span), of: count)
  }

  private static let taken = Int32(bitPattern: MongoFailure.duplicateKey)

  @Test func `names those that were not written`() throws {
    let reply = try Self.reply(2, [(1, Self.taken), (3, 121)], of: 4)
    #expect(reply.failures.map(\.index) == [1, 3])
    #expect(reply.failures.map(\.code) == [MongoFailure.duplicateKey, 121])
    #expect(reply.isConclusive && !reply.isDoubtful)
  }

  @Test func `tells nothing of a write of which it has no word`() throws {
    let reply = try Self.reply(0, of: 3)
    #expect(reply.failures == [])
    #expect(!reply.isConclusive)
  }

  @Test(arguments: [0, 1, 3, .max, .min, -2] as [Int64])
  func `is not enough if it leaves some out, or has too many`(inserted: Int64) throws {
    #expect(!(try Self.reply(inserted, [(0, Self.taken), (1, Self.taken)], of: 4).isConclusive))
  }

  /// Whoever looks for a part by such a number would look beyond the last.
  @Test(arguments: [3, 1_000_000, -1, .max, .min] as [Int64])
  func `is doubtful if it speaks of a part that there is not`(index: Int64) throws {
    let reply = try Self.reply(2, [(index, Self.taken)], of: 3)
    #expect(reply.isDoubtful && !reply.isConclusive)
    #expect(throws: MongoFailure.self) { try reply.confirm("it") }
    #expect(throws: MongoFailure.self) { try reply.throwUnlessTaken() }
  }

  @Test func `is doubtful if it is not sure to keep what it wrote`() throws {
    let one = try Self.reply(1, of: 1) { $0.document("writeConcernError") { $0.int32("code", 64) } }
    let many = try Self.reply(1, of: 1) { writer in
      writer.array("writeConcernErrors") { $0.document(.index(0)) { $0.int32("code", 64) } }
    }
    for reply in [one, many] {
      #expect(reply.isDoubtful)
      let failure = #expect(throws: MongoFailure.self) { try reply.throwUnlessTaken() }
      #expect(failure?.isAnswer == false)
      #expect(throws: MongoFailure.self) { try reply.confirm("it") }
    }
    #expect(try !Self.reply(1, of: 1) { $0.array("writeConcernErrors") { _ in } }.isDoubtful)
  }

  @Test func `is good if what is not written was there before`() throws {
    let reply = try Self.reply(1, [(0, Self.taken)], of: 2)
    #expect(throws: Never.self) { try reply.confirm("it") }
    #expect(throws: Never.self) { try reply.throwUnlessTaken() }
  }

  /// Who gets an answer need not ask again, and a store does without what a server will not have.
  @Test func `is an answer if it is no`() throws {
    let reply = try Self.reply(1, [(0, Self.taken), (1, 121)], of: 3)
    let failure = #expect(throws: MongoFailure.self) { try reply.throwUnlessTaken() }
    #expect(failure?.isAnswer == true)
    #expect(failure?.code == 121)
    // To whom all parts have to be there, no answer and this one are the same.
    let unconfirmed = #expect(throws: MongoFailure.self) { try reply.confirm("the journal") }
    #expect(unconfirmed?.isAnswer == false)
    #expect(unconfirmed?.description == "the journal is not confirmed")
  }

  @Test func `has numbers that nobody believes`() throws {
    let bytes = BSONWriter.document { writer in
      writer.array("writeErrors") { writer in
        writer.document(.index(0)) { $0.string("code", "many") }
        writer.string(.index(1), "no error")
        writer.document(.index(2)) { $0.int64("code", -1) }
      }
    }
    let reply = InsertReply(try BSONReader.read(bytes.span), of: 1)
    #expect(reply.failures.map(\.code) == [0, 0])
    #expect(!reply.isConclusive)
  }
}
