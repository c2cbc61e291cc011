import Bytes
import MailStore
import MailStoreTesting
import MaildirStore
import PropertyTesting
import Testing

/// A store and a plain array to which the same happens.
@Suite struct `A maildir store through thick and thin` {
  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `has what an array would have`(seed: UInt64) async throws {
    var numbers = SeededNumbers(seed: seed)
    let folder = try TemporaryFolder()
    var store = try MaildirStore(folder.path, options: .init(recentBytes: seed % 2 == 0 ? 0 : 4_096))
    var model: [String] = []
    var read: Set<String> = []
    for step in 0..<150 {
      let name = "\(Int.random(in: 0..<12, using: &numbers))"
      switch Int.random(in: 0..<26, using: &numbers) {
      case 0..<9:
        try await store.insert(.example(ByteString(name), data: ByteString("\(step)")))
        if !model.contains(name) {
          model.append(name)
          read.remove(name)
        }
      case 9..<14:
        let wasThere = try await store.delete(MessageID(ByteString(name)))
        #expect(wasThere == model.contains(name))
        model.removeAll { $0 == name }
      case 14..<16:
        folder.remove(name)
        folder.remove(name + ":2,S")
        model.removeAll { $0 == name }
      case 16..<19: store = try MaildirStore(folder.path)
      case 19..<22:
        let isRead = Bool.random(using: &numbers)
        let news = try await store.mark([MessageID(ByteString(name))], read: isRead)
        let isNews = model.contains(name) && read.contains(name) != isRead
        #expect(news == (isNews ? 1 : 0))
        if isRead { read.insert(name) } else { read.remove(name) }
      case 22..<24:
        // As another reader of the folder does it.
        try? folder.rename(name, to: name + ":2,S")
        if model.contains(name) { read.insert(name) }
      case 24:
        let isRead = Bool.random(using: &numbers)
        _ = try await store.markAll(read: isRead)
        read = isRead ? Set(model) : []
      default:
        try await store.deleteAll()
        model = []
      }
      read.formIntersection(model)
      let page = try await store.page(MailListing(limit: 50))
      #expect(page.unread == model.count - read.count)
      #expect(Set(page.messages.filter(\.isRead).map(\.id.description)) == read)
      #expect(page.names == model.reversed())
      #expect(page.total == model.count)
      let found = try await store.page(of: MailSearch(kind: .from, text: "SENDER"), start: 1, limit: 3)
      #expect(found.names == Array(model.reversed().dropFirst().prefix(3)))
      #expect(found.total == model.count)
    }
  }
}
