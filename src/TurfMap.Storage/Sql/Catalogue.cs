using TurfMap.Domain.Access;
using TurfMap.Domain.City;

namespace TurfMap.Storage.Sql;

/// <summary>Every table of a store, once for both engines. A table or column names the step that brought it.</summary>
internal static class Catalogue
{
    private static readonly Column ValidFrom = new("valid_from", Kind.Date);
    private static readonly Column ValidTo = new("valid_to", Kind.Date, Nullable: true);
    private static readonly Column RecordedAt = new("recorded_at", Kind.Moment);
    private static readonly Column SupersededAt = new("superseded_at", Kind.Moment, Nullable: true);
    private static readonly Column Until = new("until", Kind.Moment);
    private static readonly Column UsedAt = new("used_at", Kind.Moment, Nullable: true);
    private static readonly Column EndedAt = new("ended_at", Kind.Moment, Nullable: true);
    private static readonly Column Place = new("geom", Kind.Point, Nullable: true);
    private static readonly Column Areas = Text("areas", nullable: true) with { Since = 2, Until = 6 };
    private static readonly Column Agency = Text("agency", nullable: true) with { Since = 5 };
    private static readonly Column PlacedBy = Text("placed_by", nullable: true) with { Since = 5 };

    public static readonly Table Setting = new("setting", null, null, [Text("key"), Text("value")]);

    public static readonly Table Batch = new(
        "import_batch",
        CityPart.Imports,
        null,
        [
            Text("kind"),
            Text("source"),
            Text("state", oneOf: ["Running", "Done", "Refused", "Undone"]),
            new("started_at", Kind.Moment),
            new("finished_at", Kind.Moment, Nullable: true),
            new("undone_at", Kind.Moment, Nullable: true),
            Whole("row_count", "0"),
            Whole("taken", "0"),
            Whole("problems", "0"),
            Text("sentence") with
            {
                Default = "''",
            },
            Text("author") with
            {
                Default = "''",
                Since = 2,
            },
            Text("request_key", nullable: true) with
            {
                Since = 2,
            },
            Text("request_hash", nullable: true) with
            {
                Since = 7,
            },
            new("sample", Kind.Flag, Default: "FALSE", Since: 7),
        ]
    );

    public static readonly Table Problem = new(
        "row_problem",
        CityPart.Imports,
        null,
        [
            new("batch", Kind.Whole, Links: "import_batch"),
            new("line", Kind.Whole, Nullable: true),
            Text("column_name", nullable: true),
            Text("severity"),
            Text("sentence"),
        ]
    );

    public static readonly Table Profile = new(
        "profile",
        CityPart.Profile,
        ["id"],
        [Text("id"), Text("name"), Text("note", nullable: true), new("sample", Kind.Flag), new("position_error_m", Kind.Real)],
        since: 2
    )
    {
        EditedBy = Permission.EditProfile,
    };

    public static readonly Table Layer = new(
        "layer",
        CityPart.Geography,
        ["key"],
        [Text("key"), Text("name"), Text("use", oneOf: ["Answers", "Units", "Context"]), new("overlapping", Kind.Flag)]
    );

    public static readonly Table Vintage = new(
        "vintage",
        CityPart.Geography,
        ["vintage"],
        [
            new("vintage", Kind.Whole),
            Text("layer"),
            ValidFrom,
            ValidTo,
            Text("source"),
            new("areas", Kind.Whole),
            new("west", Kind.Real),
            new("south", Kind.Real),
            new("east", Kind.Real),
            new("north", Kind.Real),
            RecordedAt,
            SupersededAt,
        ]
    );

    public static readonly Table Area = new(
        "area",
        CityPart.Geography,
        ["vintage", "code"],
        [new("geom", Kind.MultiPolygon), new("vintage", Kind.Whole), Text("code"), Text("name"), Text("attributes")],
        "Areas of all layers and vintages"
    );

    public static readonly Table Line = new(
        "map_line",
        CityPart.Geography,
        ["vintage", "number"],
        [
            new("geom", Kind.MultiLine),
            new("vintage", Kind.Whole),
            new("number", Kind.Whole),
            Text("name"),
            Text("rank", oneOf: ["Main", "Middle", "Minor"]),
        ],
        "Lines of context layers",
        since: 4
    );

    public static readonly Table Liaison = new(
        "liaison",
        CityPart.Staff,
        ["id"],
        [
            Text("id"),
            Text("name"),
            Text("languages"),
            new("hours_per_week", Kind.Real, Nullable: true),
            Text("home_unit", nullable: true),
            Text("phone", nullable: true),
            Text("email", nullable: true),
            new("since", Kind.Date, Nullable: true),
        ]
    )
    {
        EditedBy = Permission.EditStaff,
    };

    public static readonly Table Plan = new(
        "plan",
        CityPart.Plans,
        ["key"],
        [Text("key"), Text("name"), new("unit_vintage", Kind.Whole), Text("state"), ValidFrom, ValidTo, RecordedAt, SupersededAt]
    );

    public static readonly Table Turf = new("turf", CityPart.Plans, ["plan", "code"], [Text("plan"), Text("code"), Text("name")]);

    public static readonly Table Assignment = new(
        "assignment",
        CityPart.Plans,
        ["plan", "unit"],
        [Text("plan"), Text("unit"), Text("turf")]
    );

    public static readonly Table Placement = new(
        "placement",
        CityPart.Plans,
        ["plan", "turf", "role", "valid_from"],
        [Text("plan"), Text("turf"), Text("liaison"), Text("role", oneOf: ["Lead", "Backup"]), ValidFrom, ValidTo, RecordedAt, SupersededAt]
    );

    public static readonly Table Address = new(
        "address",
        CityPart.Addresses,
        ["id"],
        [
            Place with
            {
                Nullable = false,
            },
            Text("id"),
            Text("number"),
            Text("street"),
            Text("unit_number", nullable: true),
            Text("borough", nullable: true),
            Text("postcode", nullable: true),
            Areas,
        ],
        "Addresses"
    );

    public static readonly Table Measure = new(
        "measure",
        CityPart.Measures,
        ["area_code", "name", "year"],
        [
            Text("area_code"),
            Text("name"),
            new("value", Kind.Real),
            new("margin_of_error", Kind.Real, Nullable: true),
            new("year", Kind.Whole, Nullable: true),
            Text("source", nullable: true),
        ]
    );

    public static readonly Table Partner = new(
        "partner",
        CityPart.Partners,
        ["id"],
        [
            Place,
            Text("id"),
            Text("name"),
            Text("kind"),
            Text("services"),
            Text("languages"),
            Text("address", nullable: true),
            Text("phone", nullable: true),
            Text("hours", nullable: true),
            Text("service_area", nullable: true),
            new("verified_on", Kind.Date, Nullable: true),
            Text("accessible", nullable: true),
            Areas,
        ],
        "Partners"
    )
    {
        EditedBy = Permission.EditPartners,
    };

    public static readonly Table Case = new(
        "case_record",
        CityPart.Cases,
        ["id"],
        [
            Place,
            Text("id"),
            Text("kind"),
            Text("language", nullable: true),
            Text("status"),
            new("opened", Kind.Date, Nullable: true),
            new("due", Kind.Date, Nullable: true),
            new("closed", Kind.Date, Nullable: true),
            Text("address", nullable: true),
            Text("reporter_key", nullable: true),
            Areas,
            Agency,
            new("opened_minute", Kind.Whole, Nullable: true, Since: 5),
            PlacedBy,
        ],
        "Cases"
    );

    public static readonly Table Event = new(
        "outreach_event",
        CityPart.Events,
        ["id"],
        [
            Place,
            Text("id"),
            Text("kind"),
            Text("name"),
            new("starts", Kind.LocalTime, Nullable: true),
            new("ends", Kind.LocalTime, Nullable: true),
            Text("place", nullable: true),
            Text("languages"),
            new("attendance", Kind.Whole, Nullable: true),
            Text("status", nullable: true),
            Areas,
            Agency,
            PlacedBy,
        ],
        "Outreach events"
    );

    public static readonly Table Release = new(
        "released_month",
        CityPart.Releases,
        null,
        [new("month", Kind.Date), Text("layer"), new("vintage", Kind.Whole), new("made_at", Kind.Moment), Text("author"), Text("content")],
        since: 5
    );

    public static readonly Table View = new(
        "saved_view",
        CityPart.Views,
        null,
        [Text("id"), Text("account"), Text("name"), Text("link"), new("shared", Kind.Flag), new("made_at", Kind.Moment)],
        since: 5
    );

    public static readonly Table Account = new(
        "account",
        CityPart.Access,
        null,
        [
            Text("id"),
            Text("name"),
            Text("display_name"),
            Text("role", oneOf: ["Liaison", "Manager", "Director", "Administrator", "Client"]),
            Text("liaison", nullable: true),
            Text("password_hash", nullable: true),
            Text("factor_key", nullable: true),
            new("has_factor", Kind.Flag),
            new("factor_step", Kind.Whole),
            Text("recovery_codes"),
            new("failures", Kind.Whole),
            new("locked_until", Kind.Moment, Nullable: true),
            new("closed", Kind.Flag),
            new("demo", Kind.Flag),
            Text("outside"),
            new("created_at", Kind.Moment),
            Text("security_stamp"),
            new("stamp", Kind.Whole),
        ],
        since: 3
    );

    public static readonly Table SignIn = new(
        "session",
        CityPart.Access,
        null,
        [
            Text("id"),
            Text("hash"),
            Text("account"),
            Text("security_stamp"),
            Text("how"),
            Text("address"),
            Text("agent"),
            new("begun", Kind.Moment),
            new("seen_at", Kind.Moment),
            Until,
            EndedAt,
        ],
        since: 3
    );

    public static readonly Table Token = new(
        "access_token",
        CityPart.Access,
        null,
        [
            Text("id"),
            Text("hash"),
            Text("account"),
            Text("name"),
            Text("scopes"),
            new("made", Kind.Moment),
            Until,
            UsedAt,
            EndedAt,
            Text("security_stamp") with
            {
                Default = "''",
                Since = 7,
            },
        ],
        since: 3
    );

    public static readonly Table Link = new(
        "one_time_link",
        CityPart.Access,
        null,
        [Text("id"), Text("hash"), Text("use"), Text("account", nullable: true), Until, UsedAt],
        since: 3
    );

    public static readonly Table ProtectionKey = new("protection_key", null, null, [Text("name"), Text("xml")], since: 3);

    public static readonly Table Audit = new(
        "audit",
        null,
        null,
        [
            new("number", Kind.Whole),
            new("at", Kind.Moment),
            Text("account"),
            Text("actor"),
            Text("via"),
            Text("address"),
            Text("action"),
            Text("subject"),
            Text("before", nullable: true),
            Text("after", nullable: true),
            Text("hash"),
        ],
        since: 3
    );

    public static readonly Table Stamp = new("stamp", null, null, [Text("part"), new("change", Kind.Whole)], since: 6);

    /// <summary>Tables of accounts and what they did: no matter of desktop programs.</summary>
    public static readonly Table[] Access = [Account, SignIn, Token, Link, ProtectionKey, Audit, View];

    /// <summary>All tables; one that links to another comes after it.</summary>
    public static readonly Table[] All =
    [
        Setting,
        Batch,
        Problem,
        Profile,
        Layer,
        Vintage,
        Area,
        Liaison,
        Plan,
        Turf,
        Assignment,
        Placement,
        Address,
        Measure,
        Partner,
        Case,
        Event,
        .. Access,
        Line,
        Release,
        Stamp,
    ];

    /// <summary>Tables whose rows batches keep.</summary>
    public static readonly Table[] Kept = [.. All.Where(table => table.IsKept)];

    /// <summary>Tables with a shape.</summary>
    public static readonly Table[] Spatial = [.. All.Where(table => table.Shape is not null)];

    /// <summary>Tables with periods that must not overlap among the rows that stand, and what tells their time lines apart.</summary>
    public static readonly (Table Table, string[] Line)[] Timelines =
    [
        (Vintage, ["layer"]),
        (Plan, []),
        (Placement, ["plan", "turf", "role"]),
    ];

    private static Column Text(string name, bool nullable = false, string[]? oneOf = null) => new(name, Kind.Text, nullable, oneOf);

    private static Column Whole(string name, string @default) => new(name, Kind.Whole, Default: @default);
}
