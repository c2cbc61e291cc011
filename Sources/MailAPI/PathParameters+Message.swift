internal import Bytes
package import HTTP
package import MailStore

extension PathParameters {
  /// The message that the path names, whether its id was percent-encoded or not.
  package var messageID: MessageID { MessageID(self["id"]) }
}
