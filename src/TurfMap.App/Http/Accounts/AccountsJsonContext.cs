using System.Text.Json.Serialization;

namespace TurfMap.App.Http.Accounts;

/// <summary>Reads and writes the bodies of this room without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MeView))]
[JsonSerializable(typeof(SignInForm))]
[JsonSerializable(typeof(DemoForm))]
[JsonSerializable(typeof(FirstForm))]
[JsonSerializable(typeof(LinkForm))]
[JsonSerializable(typeof(LinkView))]
[JsonSerializable(typeof(OwnAccountView))]
[JsonSerializable(typeof(AccountView))]
[JsonSerializable(typeof(AccountsView))]
[JsonSerializable(typeof(NewAccountView))]
[JsonSerializable(typeof(CodeView))]
[JsonSerializable(typeof(KeyView))]
[JsonSerializable(typeof(RecoveryView))]
[JsonSerializable(typeof(NewTokenView))]
[JsonSerializable(typeof(PasswordForm))]
[JsonSerializable(typeof(CodeForm))]
[JsonSerializable(typeof(TokenForm))]
[JsonSerializable(typeof(NewAccountForm))]
[JsonSerializable(typeof(AccountForm))]
[JsonSerializable(typeof(NewLinkForm))]
[JsonSerializable(typeof(AuditView))]
internal sealed partial class AccountsJsonContext : JsonSerializerContext;
