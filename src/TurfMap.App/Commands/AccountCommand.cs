using System.CommandLine;
using TurfMap.App.Accounts;
using TurfMap.Domain.Access;
using TurfMap.Domain.Changes;
using TurfMap.Storage;

namespace TurfMap.App.Commands;

/// <summary><c>account</c>: accounts at the console, also when nobody can sign in any more.</summary>
internal static class AccountCommand
{
    private static readonly Caller Console = new("", $"{Environment.UserName} (console)", Role.Administrator, null, "console", "");

    public static Command Build(Option<bool> quiet, Option<string?> store, TimeProvider clock)
    {
        var name = new Argument<string>("name") { Description = "The sign-in name" };
        var role = new Option<string>("--role")
        {
            Description = "liaison, manager, director, administrator, or client for another system",
            HelpName = "ROLE",
            Required = true,
        };
        var shown = new Option<string?>("--display-name") { Description = "The name that other people see", HelpName = "NAME" };
        var liaison = new Option<string?>("--liaison")
        {
            Description = "The id of the liaison that the account belongs to",
            HelpName = "ID",
        };
        var factor = new Option<bool>("--second-factor") { Description = "Also remove the second factor" };
        var scopes = new Option<string>("--scopes")
        {
            Description = $"What the token may be used for, separated by commas: {string.Join(", ", Rules.Scopes.Keys)}",
            HelpName = "SCOPES",
            Required = true,
        };
        var days = new Option<int>("--days")
        {
            Description = "How many days the token is valid",
            HelpName = "DAYS",
            DefaultValueFactory = _ => 90,
        };
        var label = new Option<string>("--label")
        {
            Description = "A name to recognize the token by",
            HelpName = "TEXT",
            DefaultValueFactory = _ => "console",
        };

        var list = new Command("list", "List all accounts");
        list.SetAction(
            (parsed, _) =>
                RunAsync(
                    parsed,
                    quiet,
                    store,
                    clock,
                    StoreAccess.Read,
                    (accounts, terminal) =>
                    {
                        foreach (var one in accounts.Access.Book.Accounts.OrderBy(one => one.Name, StringComparer.Ordinal))
                            terminal.Answer(
                                $"{one.Name, -30} {RoleName.Of(one.Role), -13} "
                                    + $"{(one.IsClosed ? "closed" : one.HasSecondFactor ? "two factors" : ""), -11} "
                                    + $"{one.DisplayName}"
                            );
                        return Task.CompletedTask;
                    }
                )
        );
        var add = new Command("add", "Add an account. It prints a link to set the password; a client gets a token instead")
        {
            name,
            role,
            shown,
            liaison,
        };
        add.SetAction(
            (parsed, _) =>
                RunAsync(
                    parsed,
                    quiet,
                    store,
                    clock,
                    StoreAccess.Write,
                    async (accounts, terminal) =>
                    {
                        var (account, code, until) = await new AccountAdministration(accounts).AddAsync(
                            Console,
                            parsed.GetValue(name),
                            parsed.GetValue(shown),
                            RoleName.Read(parsed.GetValue(role)),
                            parsed.GetValue(liaison)
                        );
                        terminal.Say($"{account.Name} was added as {RoleName.Of(account.Role)}.");
                        terminal.Answer(code is null ? "Make a token for it with: account token" : Link(code, until!.Value));
                    }
                )
        );
        var link = new Command("link", "Make a link to set a new password. It works once, also for an administrator who lost theirs")
        {
            name,
            factor,
        };
        link.SetAction(
            (parsed, _) =>
                RunAsync(
                    parsed,
                    quiet,
                    store,
                    clock,
                    StoreAccess.Write,
                    async (accounts, terminal) =>
                    {
                        var (code, until) = await new AccountAdministration(accounts).LinkAsync(
                            Console,
                            Find(accounts, parsed.GetValue(name)).Id,
                            parsed.GetValue(factor)
                        );
                        terminal.Answer(Link(code, until));
                    }
                )
        );
        var close = new Command("close", "Close an account. Nobody can sign in with it") { name };
        close.SetAction(
            (parsed, _) =>
                RunAsync(
                    parsed,
                    quiet,
                    store,
                    clock,
                    StoreAccess.Write,
                    async (accounts, terminal) =>
                    {
                        var one = Find(accounts, parsed.GetValue(name));
                        await new AccountAdministration(accounts).ChangeAsync(
                            Console,
                            one.Id,
                            one.Stamp,
                            one.DisplayName,
                            one.Role,
                            one.Liaison,
                            isClosed: true
                        );
                        terminal.Say($"{one.Name} was closed.");
                    }
                )
        );
        var token = new Command("token", "Make an access token. It is shown once") { name, scopes, days, label };
        token.SetAction(
            (parsed, _) =>
                RunAsync(
                    parsed,
                    quiet,
                    store,
                    clock,
                    StoreAccess.Write,
                    async (accounts, terminal) =>
                    {
                        var given = parsed
                            .GetValue(scopes)!
                            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
                        var (_, secret) = await new AccountAdministration(accounts).TokenAsync(
                            Console,
                            Find(accounts, parsed.GetValue(name)).Id,
                            parsed.GetValue(label),
                            given,
                            parsed.GetValue(days)
                        );
                        terminal.Answer(secret);
                    }
                )
        );
        return new Command("account", "List, add and close accounts, and make links and tokens, also when nobody can sign in")
        {
            list,
            add,
            link,
            close,
            token,
        };
    }

    private static string Link(string code, DateTimeOffset until) =>
        $"Open on the service's address: sign-in.html#set-password={code} (good once, until {until.LocalDateTime:yyyy-MM-dd HH:mm})";

    private static Account Find(AccountService accounts, string? name) =>
        accounts.Access.Book.FindByName(SignInName.Checked(name))
        ?? throw new RefusedException(Refusal.NotFound, $"There is no account {name}. See all with: account list.");

    private static Task<int> RunAsync(
        ParseResult parsed,
        Option<bool> quiet,
        Option<string?> store,
        TimeProvider clock,
        StoreAccess how,
        Func<AccountService, Terminal, Task> work
    )
    {
        var terminal = Terminal.Open(parsed.GetValue(quiet));
        return terminal.RunAsync(async () =>
        {
            using var city = CityStore.Open(StoreOption.Path(parsed.GetValue(store)), clock, how);
            using var access = new CityAccess(clock);
            await access.LoadAsync(city.Access, city.ReadReplica(0), CancellationToken.None);
            await work(new AccountService(access), terminal);
            return ExitCode.Done;
        });
    }
}
