/// The parts of a message that a mail client shows as its text.
///
/// In an alternative, the last plain text and the last HTML that are neither attachments nor empty; of related parts, the root and what is
/// in it; otherwise the first. What lies in an attached message is that message's text.
public struct Bodies: Equatable, Sendable {
  /// The place of the plain text in the tree, if there is one.
  public private(set) var text: Int?
  /// The place of the HTML, if there is one.
  public private(set) var html: Int?
  /// The place of the multipart in which the two are the same in two forms, if they are.
  private var alternative: Int?

  /// Chooses from `tree`, whose attachments `isAttachment` knows.
  init(_ tree: MIMETree, isAttachment: (Int) -> Bool) {
    var index = 0
    while index < tree.parts.count {
      let part = tree.parts[index]
      if part.kind == .message, index > 0 || isAttachment(index) {
        index = part.end
        continue
      }
      if part.kind == .leaf, !isAttachment(index), !Self.isResource(index, of: tree) { consider(index, tree) }
      index += 1
    }
  }

  private mutating func consider(_ index: Int, _ tree: MIMETree) {
    let part = tree.parts[index]
    switch part.media {
    case .plain: if text == nil || mayReplace(text, with: index, tree) { text = index }
    case .html: if html == nil || mayReplace(html, with: index, tree) { html = index }
    case .text, .other: break
    }
  }

  /// A later alternative is a better one, unless nothing is in it.
  private func mayReplace(_ old: Int?, with new: Int, _ tree: MIMETree) -> Bool {
    guard let old, !tree.parts[new].body.isEmpty, let common = Self.commonParent(old, new, tree) else {
      return false
    }
    return tree.parts[common].kind == .multipart(.alternative)
  }

  private static func commonParent(_ left: Int, _ right: Int, _ tree: MIMETree) -> Int? {
    var parent = tree.parts[left].parent
    while let index = parent, tree.parts[index].end <= right { parent = tree.parts[index].parent }
    return parent
  }

  /// Whether a part belongs to related parts without being the first of them or in it.
  private static func isResource(_ index: Int, of tree: MIMETree) -> Bool {
    var child = index
    while let parent = tree.parts[child].parent {
      if tree.parts[parent].kind == .multipart(.related), child != parent + 1 { return true }
      child = parent
    }
    return false
  }
}
