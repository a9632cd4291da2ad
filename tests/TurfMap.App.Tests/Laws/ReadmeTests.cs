using System.CommandLine;
using TurfMap.App.Commands;
using TurfMap.App.Hosting;
using TurfMap.Domain.Changes;

namespace TurfMap.App.Tests.Laws;

public sealed class ReadmeTests
{
    private static IEnumerable<(string Name, Command Command)> Commands { get; } = Runnable("", CommandTree.Build(TimeProvider.System));

    [Fact]
    public void The_readme_shows_every_setting()
    {
        Assert.True(TurfMapOptions.Settings.Count > 20, $"{TurfMapOptions.Settings.Count} settings");
        ReadmeTable.Check(
            "settings",
            ["setting", "default", "what it does"],
            TurfMapOptions.Settings.Select(setting => new[] { $"`{setting.Name}`", setting.Default, setting.Description })
        );
    }

    [Fact]
    public void A_default_that_is_shown_as_a_value_is_the_default()
    {
        var shown = TurfMapOptions.Settings.Where(setting => setting.Default.StartsWith('`')).ToList();

        Assert.True(shown.Count > 5);
        Assert.All(shown, setting => Assert.Equal(new TurfMapOptions(), setting.Apply(new(), setting.Name, setting.Default.Trim('`'))));
    }

    [Fact]
    public void Settings_have_names_of_their_own_and_no_other_name_is_taken()
    {
        Assert.Equal(TurfMapOptions.Settings.Count, TurfMapOptions.Settings.Select(setting => setting.Name).Distinct().Count());
        Assert.All(TurfMapOptions.Settings, setting => Assert.Matches("^(TURFMAP|OTEL)_[A-Z_]+$", setting.Name));
        Assert.Throws<RefusedException>(() => TurfMapOptions.Read(new Dictionary<string, string> { ["TURFMAP_STORES"] = "x" }));
    }

    [Fact]
    public void The_readme_shows_every_command() =>
        ReadmeTable.Check(
            "commands",
            ["command", "options", "what it does"],
            Commands
                .Where(one => one.Name.Length > 0)
                .Select(one =>
                    new[]
                    {
                        $"`{string.Join(' ', [one.Name, .. Arguments(one.Command), .. Own(one.Command, true)])}`",
                        CommandTree.IsService(one.Command)
                            ? "[below](#settings)"
                            : string.Join(", ", Own(one.Command, false).Select(option => $"`{option}`")),
                        one.Command.Description!,
                    }
                )
        );

    [Fact]
    public void The_readme_shows_every_option_of_serve() =>
        ReadmeTable.Check(
            "options of serve",
            ["option", "what it does"],
            Commands
                .Where(one => CommandTree.IsService(one.Command))
                .SelectMany(one => one.Command.Options.Concat(one.Command.Parents.SelectMany(Recursive)))
                .Distinct()
                .Where(IsOurs)
                .Select(option => new[] { $"`{Text(option)}`", option.Description! })
        );

    [Fact]
    public void Every_command_option_and_argument_says_what_it_is() =>
        Assert.All(
            Commands.SelectMany(one => one.Command.Options.Cast<Symbol>().Concat(one.Command.Arguments).Append(one.Command)),
            symbol => Assert.False(string.IsNullOrWhiteSpace(symbol.Description), symbol.Name)
        );

    private static IEnumerable<(string Name, Command Command)> Runnable(string name, Command command) =>
        command
            .Subcommands.Where(sub => !sub.Hidden)
            .SelectMany(sub => Runnable($"{name} {sub.Name}".Trim(), sub))
            .Concat(command.Action is null ? [] : [(name, command)])
            .OrderBy(one => one.Name.Length > name.Length);

    private static IEnumerable<Option> Recursive(Symbol parent) =>
        parent is Command command ? command.Options.Where(option => option.Recursive) : [];

    private static bool IsOurs(Option option) => option is not (System.CommandLine.Help.HelpOption or VersionOption);

    private static IEnumerable<string> Arguments(Command command) => command.Arguments.Select(argument => argument.Name.ToUpperInvariant());

    private static IEnumerable<string> Own(Command command, bool required) =>
        command.Options.Where(IsOurs).Where(option => option.Required == required).Select(Text);

    private static string Text(Option option) =>
        option.ValueType == typeof(bool) || option.ValueType == typeof(bool?)
            ? option.Name
            : $"{option.Name} {option.HelpName ?? option.Name[(option.Name.LastIndexOf('-') + 1)..].ToUpperInvariant()}";
}
