using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FilmRec.Core.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ModelReports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "options",
                table: "training_runs",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "report",
                table: "models",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "options",
                table: "training_runs");

            migrationBuilder.DropColumn(
                name: "report",
                table: "models");
        }
    }
}
