using TurfMap.App.Access;
using TurfMap.App.Accounts;
using TurfMap.App.Hosting;
using TurfMap.App.Http.Shared;
using TurfMap.Domain.Access;
using TurfMap.Domain.Changes;

namespace TurfMap.App.Http.Accounts;

/// <summary>One's own account, and for administrators all of them.</summary>
internal static class AccountRoutes
{
    private static readonly Dictionary<string, string> Sentences = new(StringComparer.Ordinal)
    {
        ["look-up"] = "Look up places, layers and turfs, and place files of points",
        ["partners"] = "Read partners",
        ["staff"] = "Read liaisons and how to reach them",
        ["cases"] = "Read the cases that you may read",
        ["figures"] = "Read released figures",
        ["release"] = "Release months of figures",
        ["edit"] = "Change partners, liaisons and the city's profile",
        ["import"] = "Import files, and take imports back",
    };

    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        var own = routes
            .MapGroup("/api/account")
            .RequireAuthorization(nameof(Permission.OwnAccount))
            .OnFreshAccounts()
            .WithTags("Own account");
        own.MapGet("/", Own).WithSummary("Your account with its sessions and tokens");
        own.MapPut("/password", ChangePassword)
            .TakesSecrets()
            .WithSummary("Changes your password, and ends your other sessions and your tokens");
        own.MapPost("/second-factor", BeginFactor).TakesSecrets().WithSummary("Makes a key for your authenticator app");
        own.MapPut("/second-factor", ConfirmFactor)
            .TakesSecrets()
            .WithSummary("Turns the second factor on with a code from the app. The answer shows the recovery codes once");
        own.MapPost("/second-factor/remove", RemoveFactor).TakesSecrets().WithSummary("Removes your second factor");
        own.MapPost("/recovery-codes", RenewCodes).TakesSecrets().WithSummary("Makes new recovery codes. The old ones stop working");
        own.MapDelete("/sessions/{id}", EndOwnSession).WithSummary("Ends one of your sessions");
        own.MapPost("/tokens", MakeOwnToken)
            .TakesSecrets()
            .WithSummary("Makes an access token, with your password and, where it is on, a code. The answer shows its secret once");
        own.MapDelete("/tokens/{id}", EndOwnToken).WithSummary("Revokes one of your tokens");

        var all = routes
            .MapGroup("/api/accounts")
            .RequireAuthorization(nameof(Permission.ManageAccounts))
            .OnFreshAccounts()
            .WithTags("Accounts");
        all.MapGet("/", List).WithSummary("All accounts");
        all.MapPost("/", Add)
            .WithSummary("Adds an account. The answer has a link for the person to set a password")
            .Produces<NewAccountView>(201);
        all.MapPut("/{id}", Change).WithSummary("Changes an account's name, role or liaison, or closes it");
        all.MapPost("/{id}/link", Link).WithSummary("Makes a link to set a new password and, on request, removes the second factor");
        all.MapPost("/{id}/sign-out", SignOut).WithSummary("Ends all sessions and tokens of an account");
        all.MapPost("/{id}/unlock", Unlock).WithSummary("Unlocks an account that was locked after wrong passwords");
        all.MapPost("/{id}/tokens", MakeToken)
            .TakesSecrets()
            .WithSummary("Makes an access token for another system, with your own password and code. The answer shows its secret once")
            .Produces<NewTokenView>(201);
        all.MapDelete("/{id}/tokens/{token}", EndToken).WithSummary("Revokes a token of an account");
    }

    private static OwnAccountView Own(HttpContext http, HostedCity city)
    {
        var (caller, book, now) = (http.NeedCaller(), city.Access.Book, city.Access.Clock.GetUtcNow());
        var account = new AccountService(city.Access).Get(caller.AccountId);
        http.Response.Headers.CacheControl = "no-store";
        return new(
            account.Name,
            account.DisplayName,
            RoleName.Of(account.Role),
            account.PasswordHash is not null,
            account.HasSecondFactor,
            account.RecoveryCodes.Count,
            [
                .. book
                    .Sessions.Where(one => one.Account == account.Id && one.Holds(now) && one.SecurityStamp == account.SecurityStamp)
                    .OrderByDescending(one => one.SeenAt)
                    .Select(one => SessionView.Of(one, caller.Via)),
            ],
            [.. book.TokensOf(account, now).OrderBy(one => one.Until).Select(TokenView.Of)],
            [.. AccountAdministration.ScopesOf(account.Role).Select(scope => new ScopeView(scope, Sentences[scope]))]
        );
    }

    private static async Task<Microsoft.AspNetCore.Http.HttpResults.NoContent> ChangePassword(
        HttpContext http,
        HostedCity city,
        PasswordForm form
    )
    {
        var (accounts, caller) = (new AccountService(city.Access), http.NeedCaller());
        var factor = new SecondFactor(accounts);
        await accounts.ChangeAsync(
            caller.AccountId,
            async account =>
            {
                await factor.CheckAsync(caller, account, form.Current, field: "current");
                if (PasswordRule.Problem(form.Password ?? "", account) is { } problem)
                    throw new BadInputException(problem, ("password", problem));
                var changed = account with { PasswordHash = accounts.HashPassword(account, form.Password!), SecurityStamp = Secrets.New() };
                return (factor.Keeping(caller, changed, "password"), true);
            }
        );
        return TypedResults.NoContent();
    }

    private static async Task<KeyView> BeginFactor(HttpContext http, HostedCity city, LinkForm form) =>
        await new SecondFactor(new AccountService(city.Access)).BeginAsync(http.NeedCaller(), form.Password, city.Name)
            is var (key, address)
            ? new(string.Join(' ', key.Chunk(4).Select(four => new string(four))), address)
            : null!;

    private static async Task<RecoveryView> ConfirmFactor(HttpContext http, HostedCity city, CodeForm form) =>
        new(await new SecondFactor(new AccountService(city.Access)).ConfirmAsync(http.NeedCaller(), form.Code));

    private static async Task<Microsoft.AspNetCore.Http.HttpResults.NoContent> RemoveFactor(
        HttpContext http,
        HostedCity city,
        LinkForm form
    )
    {
        await new SecondFactor(new AccountService(city.Access)).RemoveAsync(http.NeedCaller(), form.Password);
        return TypedResults.NoContent();
    }

    private static async Task<RecoveryView> RenewCodes(HttpContext http, HostedCity city, LinkForm form) =>
        new(await new SecondFactor(new AccountService(city.Access)).RenewCodesAsync(http.NeedCaller(), form.Password));

    private static async Task<Microsoft.AspNetCore.Http.HttpResults.NoContent> EndOwnSession(HttpContext http, HostedCity city, string id)
    {
        await Keeping(city).EndSessionAsync(http.NeedCaller(), http.NeedCaller().AccountId, id);
        return TypedResults.NoContent();
    }

    private static Task<Microsoft.AspNetCore.Http.HttpResults.Created<NewTokenView>> MakeOwnToken(
        HttpContext http,
        HostedCity city,
        TokenForm form
    ) => MakeToken(http, city, http.NeedCaller().AccountId, form);

    private static Task<Microsoft.AspNetCore.Http.HttpResults.NoContent> EndOwnToken(HttpContext http, HostedCity city, string id) =>
        EndToken(http, city, http.NeedCaller().AccountId, id);

    private static AccountsView List(HttpContext http, HostedCity city)
    {
        http.Response.Headers.CacheControl = "no-store";
        return new([.. city.Access.Book.Accounts.OrderBy(one => one.Name, StringComparer.Ordinal).Select(one => View(city, one))]);
    }

    private static async Task<Microsoft.AspNetCore.Http.HttpResults.Created<NewAccountView>> Add(
        HttpContext http,
        HostedCity city,
        NewAccountForm form
    )
    {
        var (account, code, until) = await Keeping(city)
            .AddAsync(http.NeedCaller(), form.Name, form.DisplayName, RoleName.Read(form.Role), form.Liaison);
        return TypedResults.Created(
            $"{city.Path}/api/accounts/{account.Id}",
            new NewAccountView(View(city, account), code is null ? null : new(code, Iso.Of(until!.Value)))
        );
    }

    private static async Task<AccountView> Change(HttpContext http, HostedCity city, string id, AccountForm form) =>
        View(
            city,
            await Keeping(city)
                .ChangeAsync(
                    http.NeedCaller(),
                    id,
                    form.Stamp ?? -1,
                    form.DisplayName,
                    RoleName.Read(form.Role),
                    form.Liaison,
                    form.IsClosed ?? false
                )
        );

    private static async Task<CodeView> Link(HttpContext http, HostedCity city, string id, NewLinkForm form) =>
        await Keeping(city).LinkAsync(http.NeedCaller(), id, form.RemovesSecondFactor ?? false) is var (code, until)
            ? new(code, Iso.Of(until))
            : null!;

    private static async Task<Microsoft.AspNetCore.Http.HttpResults.NoContent> SignOut(HttpContext http, HostedCity city, string id)
    {
        await Keeping(city).EndAllAsync(http.NeedCaller(), id);
        return TypedResults.NoContent();
    }

    private static async Task<Microsoft.AspNetCore.Http.HttpResults.NoContent> Unlock(HttpContext http, HostedCity city, string id)
    {
        await Keeping(city).UnlockAsync(http.NeedCaller(), id);
        return TypedResults.NoContent();
    }

    private static async Task<Microsoft.AspNetCore.Http.HttpResults.Created<NewTokenView>> MakeToken(
        HttpContext http,
        HostedCity city,
        string id,
        TokenForm form
    )
    {
        var caller = http.NeedCaller();
        if (caller.AccountId != id && new AccountService(city.Access).Get(id).Role != Role.Client)
            throw new RefusedException(
                Refusal.Forbidden,
                "A person's tokens are made by that person. Administrators make tokens for other systems."
            );
        var factor = new SecondFactor(new AccountService(city.Access));
        var (token, secret) = await Keeping(city)
            .TokenAsync(caller, id, form.Name, form.Scopes, form.Days, maker => factor.ProveAsync(caller, maker, form.Password, form.Code));
        return TypedResults.Created((string?)null, new NewTokenView(token.Id, token.Name, token.Scopes, Iso.Of(token.Until), secret));
    }

    private static async Task<Microsoft.AspNetCore.Http.HttpResults.NoContent> EndToken(
        HttpContext http,
        HostedCity city,
        string id,
        string token
    )
    {
        await Keeping(city).EndTokenAsync(http.NeedCaller(), id, token);
        return TypedResults.NoContent();
    }

    private static AccountAdministration Keeping(HostedCity city) => new(new AccountService(city.Access));

    private static AccountView View(HostedCity city, Account account) =>
        AccountView.Of(city.Access.Book.Find(account.Id) ?? account, city.Access.Book, city.Access.Clock.GetUtcNow());
}
