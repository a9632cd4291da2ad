using TurfMap.Domain.Changes;

namespace TurfMap.Domain.Access;

/// <summary>What somebody is to the office. Each account has one.</summary>
public enum Role
{
    /// <summary>In the field: their own turfs' cases, partners, colleagues.</summary>
    Liaison,

    /// <summary>Leads liaisons: all turfs, all cases, plans.</summary>
    Manager,

    /// <summary>Looks at the whole: numbers, never single cases.</summary>
    Director,

    /// <summary>Keeps the system: imports, accounts, the audit; never looks into cases.</summary>
    Administrator,

    /// <summary>Another system; may do what its access token names, of what is open to systems.</summary>
    Client,
}

/// <summary>Roles as they are written.</summary>
public static class RoleName
{
    /// <summary>A role as it is written.</summary>
    public static string Of(Role role) => role.ToString().ToLowerInvariant();

    /// <summary>The role that is written so; refuses anything else with a sentence.</summary>
    public static Role Read(string? text) =>
        text switch
        {
            "liaison" => Role.Liaison,
            "manager" => Role.Manager,
            "director" => Role.Director,
            "administrator" => Role.Administrator,
            "client" => Role.Client,
            _ => throw new BadInputException(
                "A role is liaison, manager, director, administrator or client.",
                ("role", "One of these roles is needed.")
            ),
        };
}

/// <summary>What may be done; every route and command asks for one.</summary>
public enum Permission
{
    /// <summary>Look up places, layers and turfs, and search. <c>TURFMAP_PUBLIC</c> opens this to everybody.</summary>
    LookUp,

    /// <summary>Match files of points to districts, and get one's own results.</summary>
    PlaceFiles,

    /// <summary>Read partners and events.</summary>
    ReadPartners,

    /// <summary>Change and add partners.</summary>
    EditPartners,

    /// <summary>Read liaisons and how to reach them.</summary>
    ReadStaff,

    /// <summary>Change and add liaisons.</summary>
    EditStaff,

    /// <summary>Change the city's profile.</summary>
    EditProfile,

    /// <summary>Read cases: a liaison those of their turfs, a manager all.</summary>
    ReadCases,

    /// <summary>Read published counts. Nothing in them can be traced to a case.</summary>
    ReadFigures,

    /// <summary>Preview and publish months of counts.</summary>
    Release,

    /// <summary>Read the list of imports and edits.</summary>
    ReadImports,

    /// <summary>Import files.</summary>
    Import,

    /// <summary>Undo imports and edits: each by whoever may make that very change.</summary>
    Undo,

    /// <summary>Manage accounts, their sessions and tokens.</summary>
    ManageAccounts,

    /// <summary>Read the audit.</summary>
    ReadAudit,

    /// <summary>Manage one's own account, sessions, tokens and saved views. Only in the browser, never by a token.</summary>
    OwnAccount,
}

/// <summary>Who may do what, and whose rows they see. Nothing is allowed that does not stand here.</summary>
public static class Rules
{
    /// <summary>The scopes of access tokens, as people write them, and what each allows.</summary>
    public static readonly IReadOnlyDictionary<string, Permission[]> Scopes = new Dictionary<string, Permission[]>(StringComparer.Ordinal)
    {
        ["look-up"] = [Permission.LookUp, Permission.PlaceFiles],
        ["partners"] = [Permission.ReadPartners],
        ["staff"] = [Permission.ReadStaff],
        ["cases"] = [Permission.ReadCases],
        ["figures"] = [Permission.ReadFigures],
        ["release"] = [Permission.Release],
        ["edit"] = [Permission.EditPartners, Permission.EditStaff, Permission.EditProfile, Permission.Undo],
        ["import"] = [Permission.ReadImports, Permission.Import, Permission.Undo],
    };

    /// <summary>The permissions to make what can be undone.</summary>
    private static readonly Permission[] Changes =
    [
        Permission.Import,
        Permission.EditPartners,
        Permission.EditStaff,
        Permission.EditProfile,
    ];

    /// <summary>Whether one of these scopes allows something; a scope that is not known allows nothing.</summary>
    public static bool Allow(IReadOnlyList<string> scopes, Permission permission)
    {
        for (var i = 0; i < scopes.Count; i++)
            if (Scopes.TryGetValue(scopes[i], out var allowed) && Array.IndexOf(allowed, permission) >= 0)
                return true;
        return false;
    }

    /// <summary>Whether a role may do something.</summary>
    public static bool May(Role role, Permission permission) =>
        permission switch
        {
            Permission.LookUp or Permission.PlaceFiles or Permission.ReadPartners or Permission.ReadStaff => true,
            Permission.OwnAccount => role != Role.Client,
            Permission.EditPartners => role is Role.Liaison or Role.Manager or Role.Administrator or Role.Client,
            Permission.EditStaff => role is Role.Manager or Role.Administrator or Role.Client,
            Permission.EditProfile => role is Role.Administrator or Role.Client,
            Permission.ReadCases => role is Role.Liaison or Role.Manager,
            Permission.ReadFigures => role is Role.Manager or Role.Director or Role.Client,
            Permission.Release => role is Role.Manager,
            Permission.ReadImports or Permission.Import => role is Role.Manager or Role.Administrator or Role.Client,
            Permission.Undo => Changes.Any(change => May(role, change)),
            Permission.ManageAccounts or Permission.ReadAudit => role is Role.Administrator,
            _ => false,
        };

    /// <summary>The cases that somebody sees. Decided from who they are, and applied within the query.</summary>
    public static CaseScope CasesOf(Caller caller) =>
        !caller.May(Permission.ReadCases) ? CaseScope.None
        : caller.Role == Role.Manager ? CaseScope.All
        : caller.Liaison is { } liaison ? CaseScope.OfTurfsOf(liaison)
        : CaseScope.None;

    /// <summary>
    /// Whether somebody may see and end a session, a token or a job of an account: their own; administrators end anybody's sessions and
    /// tokens.
    /// </summary>
    public static bool MayEnd(Caller caller, string owner) => caller.AccountId == owner || caller.May(Permission.ManageAccounts);
}

/// <summary>Which cases a query may see.</summary>
/// <param name="IsAll">All of them.</param>
/// <param name="Liaison">Those whose place lies in a turf that this liaison covers on the day; null for none or all.</param>
public readonly record struct CaseScope(bool IsAll, string? Liaison)
{
    /// <summary>No case at all.</summary>
    public static CaseScope None => default;

    /// <summary>Every case.</summary>
    public static CaseScope All => new(true, null);

    /// <summary>The cases of the turfs that a liaison leads or stands in for.</summary>
    public static CaseScope OfTurfsOf(string liaison) => new(false, liaison);

    /// <summary>Whether nothing can be seen, so that nothing needs to be asked.</summary>
    public bool IsNone => !IsAll && Liaison is null;
}
